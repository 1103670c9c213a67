"""Who works here and who comes here, in the demo."""

from portal.accounts.roles import Role

# One password and one second-factor secret for every demo member of staff. Both are printed at every start and
# production refuses accounts that have them.
PASSWORD = "demo-only-under-one-eave"  # noqa: S105 (public on purpose)
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 (public on purpose)

STAFF = [
    # sign-in name, shown name, e-mail, roles, office
    ("facilitator1", "社工小周", "facilitator1@demo.example", (Role.FACILITATOR, Role.WORKER), "huaian"),
    ("facilitator2", "社工阿禾", "facilitator2@demo.example", (Role.FACILITATOR,), "huaian"),
    ("moderator1", "审核员小林", "moderator1@demo.example", (Role.MODERATOR,), "huaian"),
    ("moderator2", "审核员老秦", "moderator2@demo.example", (Role.MODERATOR,), "huaian"),
    ("curator1", "倡导员小苏", "curator1@demo.example", (Role.CURATOR,), "huaian"),
    ("curator2", "倡导员阿宁", "curator2@demo.example", (Role.CURATOR,), "huaian"),
    ("supervisor", "督导老何", "supervisor@demo.example", (Role.SUPERVISOR, Role.WORKER), "huaian"),
    ("lead", "儿童保护专员小方", "lead@demo.example", (Role.SAFEGUARDING_LEAD,), "huaian"),
    ("dataofficer", "数据专员小许", "dataofficer@demo.example", (Role.DATA_OFFICER,), "huaian"),
    ("editor", "编辑小叶", "editor@demo.example", (Role.EDITOR,), "huaian"),
]
PARTNER = ("traffic", "安和区交通支队 信号组", "traffic@demo.example", (Role.PARTNER,), "traffic")

GUARDIAN_EMAIL = "guardian@demo.example"

# The demo guardian's two children: key, real name (goes to the vault), age, pseudonym, avatar.
CHILDREN = [
    ("first", "陈小树", 9, "放风筝的猫", "kite"),
    ("second", "陈小河", 13, "爱看书的月亮", "moon"),
]
