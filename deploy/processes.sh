# Sourced by up.sh and stop.sh, which set $data and $run: which processes are those of this data folder.

# is_ours PID: false as well when it ends while it is asked.
is_ours() { { tr '\0' ' ' < "/proc/$1/cmdline"; } 2> /dev/null | grep -qF -- "$data"; }
alive() { local pid; pid=$(cat "$run/$1.pid" 2>/dev/null) && is_ours "$pid"; }  # alive NAME: of run/NAME.pid
