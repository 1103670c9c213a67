"""Small tables of how the same thing is written differently."""

# Traditional to simplified, only for characters our rules look at; a whole converter would be a dependency.
TRADITIONAL = dict(
    zip(
        "電話號碼學校門樓層區縣鎮鄉媽爺個們來見約會議網絡郵聯繫繁體壓殺傷藥繩遺書誰說讓這裡裏關鎖飯餓離處幫帶點錢紅發"
        "張視頻祕證銀賬帳錄碰過從對給還沒無後時間鐘週禮兩貳參陸陳張劉楊黃趙吳孫馬羅鄭謝許鄧馮蕭"
        "蔣蔡賈韓葉鍾東馳線當場麼與廣費課優惠領禿廢賤強爛壞滾癡蠢醜師級齡歲麗華國興園莊衛威"
        "維偉韋搜尋動畫應該請鐵單務環標誌讀寫誤頁數據錶從歡樂圖館總舊"
        "聽談讚貼連結鏈",
        "电话号码学校门楼层区县镇乡妈爷个们来见约会议网络邮联系繁体压杀伤药绳遗书谁说让这里里关锁饭饿离处帮带点钱红发"
        "张视频秘证银账账录碰过从对给还没无后时间钟周礼两贰叁陆陈张刘杨黄赵吴孙马罗郑谢许邓冯萧"
        "蒋蔡贾韩叶钟东驰线当场么与广费课优惠领秃废贱强烂坏滚痴蠢丑师级龄岁丽华国兴园庄卫威"
        "维伟韦搜寻动画应该请铁单务环标志读写误页数据表从欢乐图馆总旧"
        "听谈赞贴连结链",
        strict=True,
    )
)

DIGITS = dict(
    zip("零〇○洞壹一幺弌贰二两兩叁三弎肆四伍五陆六柒七捌八玖九拐勾", "00001111222233344556677889979", strict=True)
)
_ENGLISH = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_PINYIN = ["ling", "yi", "er", "san", "si", "wu", "liu", "qi", "ba", "jiu"]
SPOKEN = {word: str(digit) for words in (_ENGLISH, _PINYIN) for digit, word in enumerate(words)}
SPOKEN |= {"oh": "0", "yao": "1", "liang": "2"}

# Letters of other alphabets that look like latin ones.
LOOKALIKES = dict(
    zip(
        "аАеЕоОрРсСхХуУкКіІѕЅјЈԛԝѵмМтТвВнНαΑβΒεΕιΙκΚνΝοΟρΡτΤυΥχΧωΩıɩɡʋᴡᴠ✖×",
        "aaeeooppccxxyykkiissjjqwvmmttbbhhaabbeeiikkvnooppttuyxxwwiigvwvxx",
        strict=True,
    )
)
LEET = str.maketrans("0134578@$", "oieastbas")

SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜谢邹喻柏窦章苏潘葛范彭郎鲁韦马苗方俞任袁柳"
    "鲍史唐费廉岑薛雷贺倪汤殷罗毕郝安常傅卞齐康伍余顾孟黄穆萧尹姚邵湛汪祁毛狄戴宋庞熊纪舒屈项祝董梁杜阮蓝闵季"
    "贾江童颜郭梅林钟徐邱骆高夏蔡田樊胡凌霍万柯卢莫房裘解应宗丁宣邓洪包左石崔吉龚程邢裴陆翁甄封储段侯武刘龙叶"
    "司黎乔赖文关曾肖聂詹欧辛阎耿焦涂白谭向简饶申沙易牛温庄"
)
COMPOUND = frozenset({"欧阳", "司马", "诸葛", "上官", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "长孙"})
