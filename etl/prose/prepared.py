"""The patterns made of the lists in the section `publication` of data/rules/phrases.yaml."""

import re

from etl.prose.notation import PhraseRules, any_of

ASIDE = "(?:\\([^()#]{1,40}\\))?"  # what a bracket says of one kind of a row
LISTS = ("generic_core", "carriers", "other", "other_means", "columns", "all_sorts", "open_list")  # plain words


def prepare(rules: PhraseRules) -> None:
    """Add the patterns to `rules.patterns`, by the names under which the reading asks for them."""
    words, made = rules.raw["publication"], rules.patterns
    made.update({name: re.compile(any_of(words[name])) for name in LISTS} | {name: re.compile(text) for name, text in words.items() if isinstance(text, str)})
    made["channels"] = rules.families["channel"][0]
    for name, text in (_of_words(rules, words) | _of_rows(words) | _of_channels(rules, words, made["channels"].pattern)).items():
        made[name] = re.compile(text)


def _of_words(rules: PhraseRules, words: dict) -> dict[str, str]:
    """What a clause begins and ends with, its verb, and words of sums."""
    counted = any_of(rules.raw["words"][words["counted"]])
    return {
        "noun_or_verb": f"(?P<noun>{'|'.join(sorted(words['noun_not_verb'], key=len, reverse=True))})|(?P<verb>{any_of(words['verbs'])})(?:{words['done']})?",
        "trailing": f"(?<![{''.join(words['strip_not_after'])}])(?:{any_of(words['trailing'])}|{words['trailing_but']})$",
        "generic": f"(?:{'|'.join(rules.raw['words'][words['in_year']])})?(?:{any_of(words['generic'])})*",
        "strip_lead": f"^(?:{words['before_lead']})?(?:{any_of(words['lead'], rules.raw['between'])})*",
        "manner": f"(?:{any_of(words['manner_end'])})$",
        "no_total": f"(?:{any_of(words['no_total'])})(?!.*(?:{any_of(words['total_verbs'])}))",
        "summed": f"(?:{any_of(words['summed'])})+(?:{counted})*$",
        "closing_kind": f"{words['and_so_on']}(?:{any_of(words['closing_kinds'])})(?:{any_of(words['generic_core'])})$",
        "summed_content": words["summed_content"].replace("{summed}", any_of([*words["summed"], words["counted"]])),
        "sum_said": any_of([words["counted"], *words["summed"]]),
        "several": "|".join(re.escape(word) for word in words["list_splits"]),
        "list_marks": "|".join(re.escape(mark) for mark in words["list_marks"]),
        "content": f"^\u3002?(?:{any_of(words['content_lead'])}):?(?P<first>[^\u3001,;\u3002:#]{{2,8}})\u3001",
    }


def _of_rows(words: dict) -> dict[str, str]:
    """How the next kind of a row looks."""
    lead = f"(?:{any_of(words['lead'])})"
    return {
        "beside": f"[,;\u3001](?!{lead})[^,;\u3002#]{{2,16}}#",
        "counted_next": "[,\u3001][^#,;\u3001\u3002]{0,4}#+(?=[^#,;\u3001\u3002])",
        "next_kind": f"(?:{any_of(words['generic_core'])})?(?:\u3001|[,;](?!{lead})(?=[^,;\u3001\u3002:#]{{2,14}}(?:{any_of(words['generic_core'])})#))[^,;\u3001\u3002:#]{{2,16}}#",
        "key_item": f"(?<=#)[,;\u3001][^#,;\u3001\u3002:]*(?:{any_of(words['key_words'])})[^#,;\u3001\u3002:]*#+(?![(,]?(?:{lead}))",
        "list_of_all": f"[,:](?:{any_of(words['lead'])})[,:]?(?P<noun>[^,;\u3001\u3002:#()]{{2,12}})#",
        "row_next": "[,\u3001](?P<noun>[^,;\u3001\u3002:#()]{2,16})#",
        "row_of_kinds": f"{ASIDE}[,;\u3001](?P<second>[^,;\u3001\u3002:#()]{{2,16}})#+{ASIDE}[,;\u3001](?P<third>[^,;\u3001\u3002:#()]{{2,16}})#",
        "class_noun": words["class_noun"] + "$",
        "next_class": f"[,;\u3001](?!{lead})[^,;\u3001\u3002:#]{{1,14}}{words['class_noun']}#",
    }


def _of_channels(rules: PhraseRules, words: dict, channels: str) -> dict[str, str]:
    """Where a channel stands around a clause or a list."""
    counted = any_of([*rules.raw["words"][words["audience"]], *words["made_by"]])
    sites = any_of(words["sites"])
    of_kind = rules.raw["families"]["channel"]
    accounts = any_of([word for kind in words["account_kinds"] for word in of_kind[kind]])
    beside = f"(?:{any_of([word for kind in (*words['account_kinds'], 'app') for word in of_kind[kind]])})"
    joint = f"[^#,\u3001]{{0,4}}(?:{any_of(words['list_splits'])})[^#,\u3001]{{0,8}}"
    return {
        "own_channel": f"(?P<channel>{channels})[^#,]{{0,10}}(?:{counted})[^#,]{{0,8}}#+$",
        "after_channel": f"(?:{channels})[^#,;\u3001\u3002:]{{0,8}}#+[,;\u3001](?:{any_of(words['other'])})$",
        "account": f"(?P<channel>(?:{beside}{joint}){{0,3}}(?:{accounts})(?:{joint}{beside}){{0,3}})(?!.*(?:{accounts}))",
        "counted_account": f"(?:^|[,;\u3002:])[^#,;\u3002:\u3001]*(?P<channel>{accounts}|{words['counted_sites']}){words['time_of_posts']}[^#,\u3001]{{0,3}}#+(?:[,(](?:{any_of(words['lead'])})?[^;\u3002()]{{0,60}}#+\\)?)?$",
        "cumulated_on": f"(?P<channel>{accounts})[^;\u3002]{{0,30}}#+,(?:{any_of(words['lead'])})?$",
        "of_account": any_of([*rules.raw["words"][words["audience"]], *words["columns"]]),
        "no_kind": any_of([*rules.raw["words"][words["audience"]], *rules.raw["words"][words["handouts"]]]),
        "own_places": "|".join(words["own_places"]),
        "two_sites": f"(?:{sites})[^#,;\u3001\u3002:]{{0,12}}(?:{any_of(words['list_splits'])})[^#,;\u3001\u3002:]{{0,14}}(?:{sites})",
        "aside_of": f"\\({words['including']}[^()#]*$",
        "beside_channel": f"(?:{any_of(words['carriers'])})[^#,;\u3002]*(?:{channels})[^#;\u3002]*#+[,;\u3001](?:{any_of(words['carriers'])})[^#,;\u3002]*$",
        "by_channel": f"(?!\\({words['including']}){words['channel_list']}(?:{any_of(words['lead'])})[,:]?[^#,;\u3002]{{0,12}}(?:{channels})[^#\u3002]{{0,16}}#",
    }
