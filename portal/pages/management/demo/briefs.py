"""Briefs of the demo: whose words, to whom, asking for what, and what the offices answered. All invented."""

METHOD = "槐安童缘点，三个星期，社工陪着孩子说和写。人数少于11的地方不写数字。"
METHOD_EN = "Huai'an centre, three weeks; children spoke and wrote with a social worker. Counts below 11 are not shown."

BRIEFS = [
    {
        "days": 11, "to": "liuxiang", "voices": ["books", "table"],
        "title": "有一个放本子的地方", "title_en": "A place to keep my notebook",
        "subtitle": "关于柳巷社区安静学习空间的儿童意见",
        "subtitle_en": "What children of Liuxiang say about quiet places to study",
        "method": METHOD, "method_en": METHOD_EN,
        "quotes": ["能不能星期三开到七点？", "我想要一个可以一直放着我的本子的地方。"],
        "asks": [
            ("图书角星期三、星期五开到19点", "Keep the book corner open until 19:00 on Wednesdays and Fridays"),
            ("社区留一间安静屋", "Keep one quiet room in the neighbourhood centre"),
        ],
        "answers": [
            ("adopted", "可以。从下个月起星期三开到七点；星期五先看一个月。",
             "Yes. From next month it stays open until seven on Wednesdays; Fridays we try for a month.", 9),
        ],
    },
    {
        "days": 10, "to": "heyan", "voices": ["steps"],
        "title": "先修五个", "title_en": "Five to mend first",
        "subtitle": "关于河沿街道坏台阶和井盖的儿童调查",
        "subtitle_en": "Children's survey of broken steps and manhole covers in Heyan",
        "method": METHOD, "method_en": METHOD_EN,
        "quotes": ["我们建议先修小孩天天走的那五个。"],
        "asks": [("先修孩子天天走的五处", "Mend first the five that children pass every day")],
        "answers": [
            ("partly", "先修了五处里的三处，另外两处要等天暖和。",
             "Three of the five are mended; two must wait for warmer days.", 8),
        ],
    },
    {
        "days": 9, "to": "education", "voices": ["hand", "where"],
        "title": "看得懂的升学说明", "title_en": "A guide to school that we can read",
        "subtitle": "关于转学与升学信息的儿童意见",
        "subtitle_en": "What children say about changing school and going on",
        "method": METHOD, "method_en": METHOD_EN,
        "quotes": ["老师说要回老家上初中的举手，我也举了手，手很重。", "我查了很多网站，每个说的都不一样。"],
        "asks": [
            ("出一张看得懂的升学说明，请孩子试读", "One readable page on how to go on to school, tried by children"),
        ],
        "answers": [],
    },
]  # fmt: skip
