"""The thirteen parks of the demo city with their published industries, as rows of GB/T 4754-2017 prefixes.

Published lists name industries in words and differ by year. The prefixes are this project's reading of those words, of
at least three digits so that the admission gate can match them. A row is valid from the first day of the year of its
publication, and to the last day before a later list of the same park. Where a source does not say leading or
characteristic, the row is "cultivated" and opens no gate. Words too wide for a class (先进制造) and parks without a
published list have no rows: the gate then denies, and says so.
"""
ELECTRONICS = ["391", "392", "393", "395", "396", "397", "398", "399"]
FOOD = ["131", "132", "133", "135", "136", "137", "139", "141", "142", "143", "144", "145", "146", "149", "152", "153"]
MEDICINE = ["271", "272", "273", "274", "276", "277", "278"]
TEXTILES = ["171", "173", "174", "175", "176", "177", "178", "181", "182", "183"]
FINE_CHEMICALS = ["263", "264", "266", "268"]
CHEMICALS = ["261", "262", "263", "264", "265", "266", "268"]
NEW_MATERIALS = ["265", "282", "306", "309", "323", "324", "325", "3985"]
NEW_ENERGY = ["384", "3825"]
LABELS = {
    "电子信息": ELECTRONICS, "新一代信息技术": ELECTRONICS + ["651", "652", "653", "655"], "新型显示": ["3974"],
    "智慧家庭": ["385", "395", "396"], "5G制造": ["392"], "汽车电子": ["3962", "367"], "连接器": ["3989"], "传感器": ["3983"],
    "激光": ["3976"], "汽车及零部件": ["361", "362", "363", "366", "367"], "磁性材料": ["3985"], "电机": ["381"],
    "新材料": NEW_MATERIALS, "先进材料": NEW_MATERIALS + ["312", "313"], "新型功能材料": NEW_MATERIALS,
    "特冶新材料(特钢)": ["312", "313", "324", "339"], "锂电/新能源材料": ["384", "3985", "3091"],
    "新能源": NEW_ENERGY, "化工": CHEMICALS, "精细化工": FINE_CHEMICALS, "能源化工": ["251", "252"] + CHEMICALS,
    "建材": ["301", "302", "303", "304", "305", "307", "308"], "无人机": ["3963"], "机器人": ["3491", "3492", "3964"],
    "空天": ["374"], "航空与燃机": ["374", "3413"], "通用航空": ["374", "562"], "智能装备": ["342", "349", "356"],
    "智能制造/机械": ["342", "345", "348", "349", "351", "352", "353", "354", "355", "356", "357"],
    "节能环保": ["359", "421", "422", "772"], "循环经济": ["421", "422"], "现代物流": ["581", "582", "591", "592"],
    "旅游度假": ["611", "786", "902", "903"], "食品": FOOD, "绿色食品": FOOD, "食品加工": FOOD, "健康食品": FOOD,
    "医药": MEDICINE, "生物医药": MEDICINE, "药品加工": MEDICINE, "林产品": ["201", "202", "203", "204"],
    "纺织服装": TEXTILES, "纺织鞋服": TEXTILES + ["195"],
}
L, C, K = "leading", "characteristic", "cultivated"
# code, name, GB/T 2260 of the land, [(role, from, to, source, labels)]
PARKS = [
    ("MY-GX", "绵阳高新区", "510703",
     [(L, "2011-01-01", None, "园区公布主导产业（2011—2012 年报道）", ["电子信息", "汽车及零部件", "新材料"]),
      (C, "2021-01-01", None, "国家创新型产业集群试点（2021 年报道）", ["新型显示"]),
      (C, "2025-01-01", None, "核心承载区（2025 年报道）", ["磁性材料", "电机"])]),
    ("MY-JK", "绵阳经开区", "510703",
     [(L, "2020-01-01", "2021-12-31", "园区简介 2020", ["智慧家庭", "新型功能材料", "智能装备"]),
      (L, "2022-01-01", None, "园区简介 2022：优先发展", ["电子信息", "智慧家庭"]),
      (C, "2022-01-01", None, "园区简介 2022：加快发展", ["新能源", "化工"]),
      (K, "2022-01-01", None, "园区简介 2022：培育", ["先进材料"])]),
    ("MY-KX", "绵阳科技城新区", "510703", []),  # no list found
    ("MY-XH", "仙海区", "510704", [(L, "2011-01-01", None, "园区公布主业", ["旅游度假"])]),
    ("MY-FC", "绵阳工业园区(涪城)", "510703",  # under this name and layout since 2023-03-08; no earlier list found
     [(L, "2023-03-08", None, "园区布局 2023", ["无人机", "机器人", "连接器", "传感器", "空天", "新型显示", "汽车电子", "5G制造",
                                       "新能源"]),
      (C, "2023-03-08", None, "园区布局 2023", ["现代物流", "循环经济"])]),
    ("MY-YX", "游仙高新区", "510704",
     [(K, "2020-01-01", None, "激光产业基地（2020 年报道，未称主导或特色）", ["激光"]),
      (L, "2024-01-01", None, "规划环评公示 2024", ["节能环保", "新材料", "新一代信息技术"]),
      (K, "2024-01-01", None, "规划环评公示 2024：培育", ["航空与燃机"])]),
    ("MY-AZ", "安州高新区", "510705",
     [(L, "2016-01-01", None, "园区公布主导产业（2016 年报道）", ["汽车及零部件", "精细化工", "医药", "食品"]),
      (K, "2026-01-01", None, "2026 年报道（未称主导或特色）", ["电机", "智能装备"])]),
    ("MY-JY", "江油高新区", "510781",
     [(C, "2022-01-01", None, "特色产业集群（2022—2023 年报道，起始日为本系统取值）", ["特冶新材料(特钢)", "锂电/新能源材料"])]),
    ("MY-ST", "三台工业园区", "510722",
     [(L, "2022-01-01", None, "园区主导产业（2022—2023 年报道，起始日为本系统取值）",
       ["纺织鞋服", "健康食品", "医药", "智能制造/机械", "能源化工"])]),
    ("MY-YT", "盐亭经开区", "510723",
     [(C, "2018-01-01", None, "园区规划的园中园（起始日为本系统取值）", ["食品", "林产品", "纺织服装", "化工", "建材"])]),
    ("MY-ZT", "梓潼经开区", "510725", [(L, "2020-01-01", None, "园区主导产业（2020 年上半年报道）", ["绿色食品", "生物医药"])]),
    ("MY-BC", "北川经开区", "510726",
     [(L, "2012-06-01", None, "省级开发区批复 2012", ["电子信息", "新材料", "食品加工", "药品加工"]),
      (C, "2020-01-01", None, "一区七园（2020 年报道）", ["通用航空"])]),
    ("MY-PW", "平武工业园", "510727", []),  # no list found
]


def industries_of(rows):
    """One row a prefix, role and time; the first label that names the prefix stays."""
    out, seen = [], set()
    for role, valid_from, valid_to, source, labels in rows:
        for label in labels:
            for prefix in LABELS[label]:
                if (prefix, role, valid_from) in seen:
                    continue
                seen.add((prefix, role, valid_from))
                row = {"prefix": prefix, "role": role, "valid_from": valid_from, "source": source, "label": label}
                out.append(dict(row, valid_to=valid_to) if valid_to else row)
    return out


def bodies():
    """One POST /v1/parks body a park."""
    for code, name, region, rows in PARKS:
        yield {"code": code, "name": name, "host_kind": "park", "region_code": region,
               "industries": industries_of(rows)}
