"""Offices and services of the demo, in a district that does not exist. National help lines are real: verify them."""

ORGANISATIONS = [
    # key, 中文, English, kind
    ("yanxia", "檐下社会工作服务中心（虚构）", "Yanxia Social Work Centre (fictional)", "ours"),
    ("traffic", "安和区交通支队（虚构）", "Anhe Traffic Division (fictional)", "bureau"),
    ("liuxiang", "柳巷社区居委会（虚构）", "Liuxiang Neighbourhood Committee (fictional)", "bureau"),
    ("education", "安和区教育咨询窗口（虚构）", "Anhe Education Desk (fictional)", "bureau"),
    ("heyan", "河沿街道办事处（虚构）", "Heyan Sub-district Office (fictional)", "bureau"),
]

OFFICES = [
    # key, organisation, 中文, English, area, ours, receives, how anybody reaches it
    ("huaian", "yanxia", "槐安童缘点", "Huai'an centre", "安和区", True, False, ""),
    (
        "traffic", "traffic", "安和区交通支队 信号组", "Anhe Traffic Division, signals", "安和区", False, True,
        "安和区信号路2号接待窗口，市民热线12345",
    ),
    (
        "liuxiang", "liuxiang", "柳巷社区居委会", "Liuxiang Neighbourhood Committee", "安和区", False, True,
        "柳巷6号居委会，周一到周五9点到17点",
    ),
    (
        "education", "education", "安和区教育咨询窗口", "Anhe Education Desk", "安和区", False, True,
        "安和区书院街1号一楼窗口，市民热线12345",
    ),
    (
        "heyan", "heyan", "河沿街道办事处", "Heyan Sub-district Office", "安和区", False, True,
        "河沿街道办事处一楼大厅，周一到周五9点到17点",
    ),
]

SERVICES = [
    # 中文, English, child words 中文, child words English, phone, hours, national
    (
        "报警",
        "Police",
        "现在有危险，有人伤害你。",
        "You are in danger now, or somebody is hurting you.",
        "110",
        "24 小时",
        True,
    ),
    ("急救", "Ambulance", "有人受伤，或者病得很重。", "Somebody is hurt or very ill.", "120", "24 小时", True),
    ("火警", "Fire brigade", "着火了，被困住了。", "There is a fire, or you are trapped.", "119", "24 小时", True),
    (
        "青少年服务台",
        "Youth line",
        "心里难受，想问法律和学习的事。",
        "You feel low, or have a question about rights or school.",
        "12355",
        "各地不同",
        True,
    ),
    (
        "心理援助热线",
        "Mental health line",
        "心情很糟、睡不着，想找人说说。",
        "You feel awful, cannot sleep, want to talk.",
        "12356",
        "每天 18 小时以上",
        True,
    ),
    (
        "妇女儿童维权热线",
        "Women and children's rights line",
        "被欺负，要大人帮你讲道理。",
        "Somebody treats you badly and you want help.",
        "12338",
        "工作日",
        True,
    ),
    (
        "法律援助热线",
        "Legal aid line",
        "打工没给钱，家里大人要分开。",
        "Unpaid work, or adults at home are parting.",
        "12348",
        "24 小时",
        True,
    ),
    (
        "安和区未成年人救助保护中心（虚构）",
        "Anhe Children's Protection Centre (fictional)",
        "没人照顾，家里不安全。",
        "Nobody looks after you, or home is not safe.",
        "15400000001",
        "24 小时",
        False,
    ),
    (
        "河沿街道社工站（虚构）",
        "Heyan Social Work Station (fictional)",
        "聊天、参加活动，家里有难处。",
        "To talk, to join in, or when things are hard at home.",
        "15400000002",
        "星期二到星期六 9点–18点",
        False,
    ),
    (
        "同路法律援助工作站（虚构）",
        "Tonglu Legal Aid Desk (fictional)",
        "打工没给钱，不知道找谁。",
        "You were not paid and do not know whom to ask.",
        "15400000003",
        "星期三下午",
        False,
    ),
    (
        "柳巷图书馆少儿部（虚构）",
        "Liuxiang Children's Library (fictional)",
        "借书、写作业、听故事。",
        "Borrow books, do homework, hear stories.",
        "15400000004",
        "每天",
        False,
    ),
]
