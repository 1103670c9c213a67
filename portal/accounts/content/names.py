"""Which chosen names cannot be used: anything that hides, speaks for our people, or hands out a contact (PII-17)."""

import re
import unicodedata

SHORTEST, LONGEST, MOST_DIGITS = 2, 20, 3
# Words of people whom children should be able to trust. Traditional and look-alike signs are folded before.
STAFF_WORDS = """
老师 教师 班主任 校长 主任 管理员 管理 版主 站长 官方 客服 工作人员 社工 志愿者 督导 审核 编辑部 警察 民警 公安 系统
协作者 同檐 童言 儿童之家 居委 街道办 laoshi guanfang guanliyuan kefu tongyan admin administrator moderator official
staff teacher support sysop webmaster police facilitator socialworker safeguard
"""
OUR_WORDS = STAFF_WORDS.split()
ALONE = {"mod", "root", "system", "help", "me", "我", "大家", "匿名", "无名"}
CONTACT = re.compile(r"qq|vx|wx|wechat|weixin|微信|扣扣|电话|手机|加我|私聊|www|\.com|\.cn")
HAN_LOOKALIKES = str.maketrans("師帅帥長導員贠組務埋宫宮咾佬統審編輯", "师师师长导员员组务理官官老老统审编辑")
LETTER_LOOKALIKES = str.maketrans("013457@$!|", "oieastasil")
GOOD = {"Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Zs"}  # no marks, no formats, no symbols
SCRIPTS = {"CJK", "LATIN", "HANGUL", "TIBETAN", "MONGOLIAN", "ARABIC", "YI", "HIRAGANA", "KATAKANA"}


def cannot_be_used(name: str) -> bool:
    """True when the name hides something, looks like staff, or carries a contact."""
    return hides(name) or speaks_for_us(name) or is_a_contact(name)


def hides(name: str) -> bool:
    """Invisible or turning characters, stacked accents, signs, mixed scripts, too short or too long."""
    plain = unicodedata.normalize("NFKC", name)
    letters = [each for each in plain if unicodedata.category(each)[0] == "L"]
    if not SHORTEST <= len(plain.strip()) <= LONGEST or not letters or plain != plain.strip():
        return True
    if any(unicodedata.category(each) not in GOOD and each not in "-·" for each in name):
        return True
    if any("FILLER" in unicodedata.name(each, "") for each in name):  # letters that are not there
        return True
    scripts = {unicodedata.name(each, "?").split()[0].split("-")[0] for each in letters}
    return not scripts <= SCRIPTS or len(scripts - {"CJK"}) > 1 or "  " in plain


def speaks_for_us(name: str) -> bool:
    """Looks or reads like staff: 老师, 管理员, admin, official, also as 老 師, 官·方 or 4dm1n."""
    bare = _bare(name)
    spelled = bare.translate(LETTER_LOOKALIKES)
    squeezed = re.sub(r"(.)\1+", r"\1", spelled)
    forms = {bare, spelled, squeezed, spelled.replace("i", "l"), re.sub(r"\d", "", bare)}
    words = [*OUR_WORDS, *(re.sub(r"(.)\1+", r"\1", word) for word in OUR_WORDS)]
    return bool(forms & ALONE) or any(word in form for form in forms for word in words)


def is_a_contact(name: str) -> bool:
    bare = _bare(name)
    return sum(each.isdigit() for each in bare) > MOST_DIGITS or bool(CONTACT.search(bare))


def _bare(name: str) -> str:
    """Letters and digits only, one spelling: full-width, case, accents and traditional signs folded."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name)).casefold()
    return "".join(each for each in text if unicodedata.category(each)[0] in "LN" or each in "@$!|").translate(
        HAN_LOOKALIKES
    )
