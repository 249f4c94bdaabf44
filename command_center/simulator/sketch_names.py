"""Names for what the sketch does not draw by hand: small streets, compounds, shops, communities."""

from __future__ import annotations

import numpy as np


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_OLD_LANES = (
    "天皇巷 罗汉井 柴家巷 进士巷 化龙巷 下营街 皂木巷 棋坊巷 长竿街 裱背巷 美俗坊 宁绍巷 蛟池街 马站底 新河沿 钟楼底 "
    "天宁巷 道前街 仓桥街 府前街 衣锦坊 杨家巷 北斗巷 小西门弄 狮桥街 百狮巷 三圣巷 水井弄 庙前巷 学前弄"
)
_OLD_LANES_EN = (
    "Tianhuang Luohanjing Chaijia Jinshi Hualong Xiaying Zaomu Qifang Changgan Biaobei Meisu Ningshao Jiaochi Mazhandi "
    "Xinheyan Zhongloudi Tianning Daoqian Cangqiao Fuqian Yijin Yangjia Beidou Xiaoximen Shiqiao Baishi Sansheng "
    "Shuijing Miaoqian Xueqian"
)
_FIRST = (
    "春 夏 秋 兰 桂 梅 竹 松 柏 樟 桃 李 杏 橘 枫 荷 莲 菊 茶 云 霞 月 星 晨 "
    "和 安 宁 泰 福 康 乐 仁 义 礼 智 信 诚 德 文 新"
)
_SECOND = "江 溪 塘 园 苑 山 岭 湖 泉 井 桥 亭 门 台 岩 坪 田 丰 盛 兴"
_EN_FIRST = (
    "Chun Xia Qiu Lan Gui Mei Zhu Song Bai Zhang Tao Li Xing Ju Feng He Lian Ju Cha Yun Xia Yue Xing Chen He An Ning "
    "Tai Fu Kang Le Ren Yi Li Zhi Xin Cheng De Wen Xin"
)
_EN_SECOND = "jiang xi tang yuan yuan shan ling hu quan jing qiao ting men tai yan ping tian feng sheng xing"


def _small_streets() -> list[tuple[str, str]]:
    first = list(zip(_FIRST.split(), _EN_FIRST.split(), strict=True))
    second = list(zip(_SECOND.split(), _EN_SECOND.split(), strict=True))
    out = []
    for i in range(len(first) * len(second)):
        a, b = first[(i * 7) % len(first)], second[(i * 3 + i // len(first)) % len(second)]
        kind = ("路", "Road") if i % 3 else ("巷", "Lane")
        out.append((f"{a[0]}{b[0]}{kind[0]}", f"{a[1]}{b[1]} {kind[1]}"))
    return out


SMALL_STREETS: tuple[tuple[str, str], ...] = tuple(_small_streets())
"""Invented names, Chinese and English, for as many streets as the sketch may fill in."""
OLD_LANES: tuple[tuple[str, str], ...] = tuple(zip(_OLD_LANES.split(), _OLD_LANES_EN.split(), strict=True))
"""Lanes of the old town, by their real names (on invented courses)."""

COMMUNITIES = _words(
    "坊门街 县学街 水亭门 天皇巷 钟楼底 讲舍 下街 上街 斗潭 南湖 亭川 荷一 荷二 荷三 荷四 荷五 通荷 兴华 "
    "振兴 劳动 太真 百汇 紫荆 府东 府西 白云 九华 锦西 养生 花园 鹿鸣 芹江 盈川 西安 信安 滨江 "
    "礼贤 柯山 凯旋 须江 双港 九龙 芳桂 世纪 书院 南门 北门 东门 新桥 衢化 巨化 站前 航埠 石室 "
    "万田 浮石 五环 彩虹 寺桥 上洋 下张 隔塘 沙湾 姜家坞 官碓 崇文 文昌 仁德 春城 橘海 金桂 双水"
)
"""Names of 72 communities (社区), some real, some invented."""
_COMPOUND_FIRST = _words(
    "斗潭 荷花 亭川 兴华 坊门 南湖 衢化 锦绣 紫荆 白云 鹿鸣 盈川 信安 滨江 礼贤 柯山 凯旋 双港 九龙 芳桂 世纪 书院 "
    "新桥 橘苑 金桂 春江 东方 阳光 碧水 香樟 彩虹 百合 丽景 名仕 和美 文华"
)
_COMPOUND_SECOND = _words("新村 家园 花苑 小区 公寓 名苑 华庭 雅居")
_SURNAMES = _words("王 李 张 刘 陈 杨 徐 郑 吴 周 毛 余 江 姜 叶 方 祝 郭 占 柴")
_TRADES = _words(
    "记烤饼店 记鸭头店 记包子铺 家早餐店 记水果店 家五金店 记粮油店 记土菜馆 家便利店 "
    "记面馆 家文具店 家药房 记服饰店 家理发店"
)


def compound_names(rng: np.random.Generator, count: int) -> list[str]:
    """Different names for `count` residential compounds."""
    every = [a + b for a in _COMPOUND_FIRST for b in _COMPOUND_SECOND]
    return [every[int(i)] for i in rng.choice(len(every), count, replace=False)]


def shop_name(rng: np.random.Generator) -> str:
    """An invented shop's name."""
    return str(rng.choice(_SURNAMES)) + str(rng.choice(_TRADES))
