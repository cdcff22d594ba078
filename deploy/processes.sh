# Sourced by up.sh and stop.sh, which set $data and $run: which processes are those of this data folder.

is_ours() { [ -r "/proc/$1/cmdline" ] && tr '\0' ' ' < "/proc/$1/cmdline" 2>/dev/null | grep -qF -- "$data"; }  # is_ours PID
alive() { local pid; pid=$(cat "$run/$1.pid" 2>/dev/null) && is_ours "$pid"; }  # alive NAME: of run/NAME.pid
