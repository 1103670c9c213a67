"""Names that nobody is called: a quality and a thing, in both languages."""

import secrets

QUALITIES = """
安静 早起 爱笑 慢慢 勇敢 认真 好奇 温暖 明亮 轻轻 圆圆 弯弯 晒太阳 看书 唱歌 画画 等雨 数星星 爬山 散步 吹泡泡 戴帽子
打喷嚏 讲故事 会转圈 不着急 爱提问 爱帮忙 睡午觉 骑车 跳绳 种花 听风 望月 过河 回家
"""
THINGS = """
风筝 柿子 铃铛 单车 小猫 月亮 雨靴 水壶 书签 篮球 路灯 饺子 雨伞 小鱼 风车 钥匙 松果 贝壳 橘子 板栗 蜗牛 麻雀 刺猬
海豚 云朵 小船 纽扣 铅笔 灯笼 陀螺 口琴 毛线 石头 竹笋 萝卜 豆芽 栗鼠 青蛙 萤火虫 信封 地图 望远镜 气球 拼图 台阶
屋檐 燕子 小桥 火车 树叶
"""
QUALITIES_EN = """
Quiet Early Smiling Slow Brave Careful Curious Warm Bright Gentle Round Sunny Singing Reading Painting Climbing
Walking Dreaming Patient Helpful Asking Turning Cycling Jumping Listening Growing Wandering Waiting Humming Kind
"""
THINGS_EN = """
Kite Persimmon Bell Bicycle Kitten Moon Boot Kettle Bookmark Basketball Lantern Dumpling Umbrella Fish Pinwheel Key
Pinecone Shell Orange Chestnut Snail Sparrow Hedgehog Dolphin Cloud Boat Button Pencil Harmonica Pebble Carrot Sprout
Frog Firefly Envelope Map Telescope Balloon Puzzle Swallow Bridge Train Leaf Acorn
"""
CHINESE = (QUALITIES.split(), THINGS.split(), "的")
ENGLISH = (QUALITIES_EN.split(), THINGS_EN.split(), " ")


def make_up(language: str, number: int = 0) -> str:
    """One name; with a number when the plain one is taken."""
    qualities, things, between = ENGLISH if language == "en" else CHINESE
    return f"{secrets.choice(qualities)}{between}{secrets.choice(things)}{number or ''}"


def is_made_up(name: str) -> bool:
    """Whether `make_up` could have said it: then it is no try at somebody's name."""
    bare = name.rstrip("0123456789")
    for qualities, things, between in (CHINESE, ENGLISH):
        quality, _between, thing = bare.partition(between)
        if quality in qualities and thing in things:
            return True
    return False
