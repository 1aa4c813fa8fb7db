"""The patterns made of the lists in the section `publication` of data/rules/phrases.yaml."""

import re

from etl.prose.notation import PhraseRules, any_of


def prepare(rules: PhraseRules) -> None:
    """Add the patterns made of the lists in the section `publication`."""
    words, made = rules.raw["publication"], rules.patterns
    made["noun_or_verb"] = re.compile(f"(?P<noun>{'|'.join(sorted(words['noun_not_verb'], key=len, reverse=True))})|(?P<verb>{any_of(words['verbs'])})")
    made["trailing"] = re.compile(f"(?:{any_of(words['trailing'])})$")
    made["generic"] = re.compile(f"(?:{any_of(words['generic'])})*")
    made["generic_core"] = re.compile(any_of(words["generic_core"]))
    made["carriers"] = re.compile(any_of(words["carriers"]))
    made["channels"] = rules.families["channel"][0]
    made["other"] = re.compile(any_of(words["other"]))
    made["list_marks"] = re.compile("|".join(re.escape(mark) for mark in words["list_marks"]))
    made["strip_lead"] = re.compile(f"^(?:{any_of(words['lead'])})*")
    made["strip_end"] = re.compile(f"(?:{any_of(words['strip'])})$")
    made["content"] = re.compile(f"^\u3002?(?:{any_of(words['content_lead'])}):?(?P<first>[^\u3001,;\u3002:#]{{2,8}})\u3001")
    made["kind_noun"] = re.compile(words["kind_noun"])
    made["other_means"] = re.compile(any_of(words["other_means"]))
    made["columns"] = re.compile(any_of(words["columns"]))
    made["among"] = re.compile(words["among"])
    counted = any_of([*rules.raw["words"][words["audience"]], *words["made_by"]])
    made["own_channel"] = re.compile(f"(?P<channel>{made['channels'].pattern})[^#,]{{0,10}}(?:{counted})[^#,]{{0,8}}#+$")
    made["manner"] = re.compile(f"(?:{any_of(words['manner_end'])}),$")
    made["all_sorts"] = re.compile(any_of(words["all_sorts"]))
    lead = f"(?:{any_of(words['lead'])})"
    made["beside"] = re.compile(f"[,;\u3001](?!{lead})[^,;\u3002#]{{2,16}}#")
    made["next_kind"] = re.compile(f"(?:{any_of(words['generic_core'])})?\u3001[^,;\u3001\u3002:#]{{2,16}}#")
    made["key_item"] = re.compile(f"(?<=#)[,;\u3001][^#,;\u3001\u3002:]*(?:{any_of(words['key_words'])})[^#,;\u3001\u3002:]*#+(?![(,]?(?:{lead}))")
    made["no_total"] = re.compile(f"(?:{any_of(words['no_total'])})(?!.*(?:{any_of(words['total_verbs'])}))")
    made["open_list"] = re.compile(any_of(words["open_list"]))
    made["after_channel"] = re.compile(f"(?:{made['channels'].pattern})[^#,;\u3001\u3002:]{{0,8}}#+[,;\u3001](?:{any_of(words['other'])})$")
    made["various"] = re.compile(words["various"])
    made["row_next"], made["not_row"] = re.compile("\u3001(?P<noun>[^,;\u3001\u3002:#()]{2,16})#"), re.compile(words["not_row"])
    made["class_noun"], made["next_class"] = re.compile(words["class_noun"] + "$"), re.compile(f"[,;\u3001](?!{lead})[^,;\u3001\u3002:#]{{1,14}}{words['class_noun']}#")
    made["summed"] = re.compile(f"(?:{any_of(words['summed'])})+(?:{any_of(rules.raw['words'][words['counted']])})*$")
    made["sum_said"] = re.compile(any_of([words["counted"], *words["summed"]]))
    made["own_places"], made["new_column"] = re.compile("|".join(words["own_places"])), re.compile(words["new_column"])
    made["other_channel"] = re.compile(words["other_channel"])
    made["own_column"] = re.compile(words["own_column"])
    made["by_channel"] = re.compile(f"(?!\\({words['including']})[,;:(]?(?:{any_of(words['lead'])})[,:]?[^#,;\u3002]{{0,12}}(?:{made['channels'].pattern})[^#\u3002]{{0,16}}#")
    made["site_column"] = re.compile(words["site_column"])
    made["several"] = re.compile("|".join(re.escape(word) for word in words["list_splits"]))
