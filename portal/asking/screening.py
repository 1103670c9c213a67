"""What must not be asked here: health and identity belong to the vault, labels nowhere. A plain check of words.

It points a colleague to the right place; it does not judge answers. A question it lets pass wrongly is still read by
whoever opens the activity; one it stops wrongly can be put in other words.
"""

import re

# Latin words count from their beginning on ("allerg" finds allergies, "phone" no microphone).
WORDS = {
    "health": """
        过敏 药 病 健康 残疾 残障 障碍 哮喘 癫痫 诊断 住院 手术 医院 医生 心理 抑郁 疫苗 血型 视力 听力 身体状况 忌口
        月经 怀孕 allerg asthma medic illness disease disab diagnos epilep doctor hospital health vaccin blood pregnan
    """,
    "identity": """
        真名 真实姓名 姓名 身份证 证件 电话 手机号 微信 住址 地址 住哪 家住 户籍 户口 学校 班级 生日 出生 身高 体重
        passport phone wechat address surname birthday e-mail email
    """,
    "label": """
        低保 贫困 困境 留守 单亲 离异 孤儿 收入 工资 宗教 哪个民族 什么民族 国籍
        poverty income salary religio ethnic nationality divorce orphan
    """,
}
PATTERNS = {
    kind: re.compile("|".join(rf"(?<![a-z]){word}" if word.isascii() else word for word in words.split()))
    for kind, words in WORDS.items()
}


def stopped(*texts: str) -> tuple[str, str] | None:
    """The first word that must not be asked about, after "health", "identity" or "label"; None where all is well."""
    text = "\n".join(texts).lower()
    for kind, pattern in PATTERNS.items():
        if found := pattern.search(text):
            return kind, found[0]
    return None
