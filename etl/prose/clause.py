"""A clause about publication taken apart once: its channel, its verb, what is published, and the list it stands in."""

import re
from dataclasses import dataclass
from functools import cached_property

from etl.prose.apart import noun_of, own_subject, segment
from etl.prose.carried import with_carrier
from etl.prose.families import category, family_metric, kinds
from etl.prose.notation import PhraseRules
from etl.prose.rows import heads_row, long_list, own_news, spread_over, various, with_media
from etl.prose.spot import Spot

LONG_TRADE = 3  # letters of a trade's name that has a short one


@dataclass
class Clause:
    """The words before a number; `full` adds the channel that an earlier clause names, `verb` parts it into `before` and `bare`."""

    spot: Spot
    parent: str  # kind of the open list, "" outside one
    rules: PhraseRules
    trade: str = ""  # what the body is for, by its name

    plain: str = ""  # what is published, without channel and trade
    printed: str = ""  # the same with its trade

    def __post_init__(self):
        self.noun = self.rules.patterns["column_of_body"].sub("", segment(self.spot, self.rules))  # what stands straight before the number
        self.full = with_carrier(self.spot, self.noun, self.rules)
        self.before, self.bare, self.verb = noun_of(self.spot, self.full, self.rules)
        self.ways = kinds("channel", self.full, self.rules)  # kinds of the channels that are named
        self.by_net = not self.ways and self.parent == "publication" and self.has("by_net", self.before)  # 其中通过网络平台公开90条,线下公开10条
        self.ways = ["website"] if self.by_net else self.ways

    def has(self, name: str, text: str) -> bool:
        """Whether a pattern of the rules is found in a text."""
        return self.rules.patterns[name].search(text) is not None

    def is_(self, name: str, text: str) -> bool:
        """Whether a pattern of the rules is the whole text."""
        return self.rules.patterns[name].fullmatch(text) is not None

    def names(self, name: str, word: str) -> bool:
        """Whether a list of the rules about publication has a word."""
        return word in self.rules.raw["publication"][name]

    def kind_of(self, text: str) -> str:
        """The kind of information that a text names, "" when none."""
        return category(text, "publication", self.rules)

    @cached_property
    def speaks_of_publication(self) -> bool:
        """Whether the topic allows a reading: not in a passage on applications, unless inside a list or with a channel that publishes."""
        spot = self.spot
        if self.names("listed_units", spot.number.unit) and self.rules.patterns["items_next"].match(spot.right):  # 271期935条, 271期,共935条: the items count
            return False
        if self.names("work_units", spot.number.unit) and self.has("owners", spot.tail):
            return False
        placed = self.verb and bool(self.ways or self.has("columns", self.before[-4:]))
        if spot.carried or not self.names("topics_not", spot.topic) or placed:
            return True
        if self.names("topics_as_kinds", spot.topic) and self.has("all_information", spot.clause):
            return True
        return bool(self.parent or spot.key) and not self.names("lists_apart", self.parent) and self.names("topics_in_list", spot.topic)

    def settle(self) -> None:
        """Say which channel's items these are, whether they end the open list, and whether the noun means all information."""
        self.channel = "channel_website" if self.by_net else family_metric("channel", self.full, self.rules)
        if self.has("other_means", self.full) and (self.parent == "publication" or "website" not in self.ways):
            self.channel = "channel_other"  # 通过美篇、微信等其他方式公开信息50条
        if self.parent in ("publication_parts", "key") and self.channel and not self.noun.startswith(tuple(self.rules.raw["publication"]["columns"])):
            self.parent = ""  # 公开财政信息1条；通过公众号推送…68条: a channel of its own ends the row of kinds or areas
        self.plain = self.printed = self._without_channel()
        if self.trade and not self.parent:
            self.plain = self._without_trade()
        self.news = self.verb and own_news(self.spot, self.plain, self.channel, self.parent, self.rules)
        one_of_row = not self.parent and self.channel and self.kind_of(self.plain) and heads_row(self.spot, self.rules)  # 网站公开工作信息47条,决算公开2条
        self.all = self.is_("generic", self.plain) and not one_of_row or self.news
        self.plain = self.plain if self.all else self.printed  # 科技厅 发布科技计划信息9条: a kind keeps its name

    def _without_trade(self) -> str:
        """What is published without the body's own trade, in full or short: 水务局网站发布水务信息, 交通运输局 交通行业信息, 统计局 各类统计信息 and 气象局 市级气象部门信息 are everything."""
        settings, escape = self.rules.raw["publication"], re.escape
        short = f"|{escape(self.trade[0])}[{escape(self.trade[2:])}]" if len(self.trade) > LONG_TRADE else ""  # 环境保护: 环保
        named = f"(?:{escape(self.trade)}|{escape(self.trade[:2])}{short})"
        plain = re.sub(f"(?:{settings['of_level']}){named}(?:{settings['bodies_of_trade']})", "", self.plain)
        trade = f"(?:{settings['trade_lead']}){named}(?:{settings['trade_ends']})"
        whole = f"(?:(?:{'|'.join(settings['every'])}){trade}(?=(?:{'|'.join(settings['generic_core'])})$)|{trade}{settings['trade_of_all']})"
        return re.sub(f"^{trade if self.channel else whole}", "", plain)

    def _without_channel(self) -> str:
        """What is published without the channel's name; 热线新媒体发布微信40条 is the nearer channel's, 网站发布公报、文件 the site's."""
        if self.verb and self.rules.patterns["gazette_as_thing"].match(self.bare):
            self.channel = family_metric("channel", self.before, self.rules)
            return self.bare
        named = list(self.rules.patterns["channels"].finditer(self.bare))
        plain = self.rules.patterns["channel_tail"].sub("", self.bare[named[-1].end():]) if named else self.bare
        if self.verb and named and not plain:
            self.channel = family_metric("channel", self.bare, self.rules)
        return "" if named and self.is_("own_section", self.noun.rpartition(named[-1][0])[2]) else plain

    @cached_property
    def means_all(self) -> bool:
        """Whether the noun means all information, by itself, by its channel or by its vagueness; a kind in a list of kinds does not."""
        vague = self.verb and (with_media(self.plain, self.full, self.rules) or not self.parent and various(self.spot, self.plain, bool(self.channel), self.rules))
        kind = self.in_list and self.kind_of(self.plain) and not self.news
        return (self.all or vague) and not kind

    @cached_property
    def in_list(self) -> bool:
        """Whether a list of kinds, channels or areas is open."""
        return self.names("list_kinds", self.parent)

    @cached_property
    def lists_all(self) -> bool:
        """Whether so many kinds are named that they stand for all information."""
        spread = not self.channel and spread_over(self.spot, self.rules)
        return self.verb and (not self.parent or bool(self.channel)) and long_list(self.plain, self.channel, self.has("summed", self.full), spread, self.rules)

    @cached_property
    def own(self) -> bool:
        """Whether only the body itself, a time word or nothing stands before the verb."""
        return own_subject(self.before, self.rules)
