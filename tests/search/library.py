"""Made-up articles that hold what news is made of, one difficulty beside the other."""

from __future__ import annotations

ARTICLES = {
    "2024/talks.md": """---
title: Cease-fire talks resume
source: The Morning Ledger
author: Miriam O’Neill
date: 2024-05-07
---

The cease-fire talks resumed on Monday; Israel’s government said U.S. officials had agreed to the
end of the war, not to a war’s end. Hamas had not. “To be or not to be,” one of them
said, “is not on the agenda.”

## What was said

Nothing was said at Kerem
Shalom. They told us that 3,000 hostages’ families had waited.
""",
    "2024/truce.txt": (
        "Ceasefire holds for a second day\n\n"
        "A ceasefire holds in Gaza, Israel's army said on 19 May. A state of emergency did not "
        "end; the café at the crossing closed. President Joe Biden’s envoy met "
        "Benjamin\xa0Netanyahu.\n"
    ),
    "2024/aid.md": """---
title: Aid through Rafah
source: Wire Service
date: 2024-05
---

Aid trucks entered Rafah at Kerem Shalom. The cafe\u0301 reopened, and 1.5 million people, or
1,500,000, went without. A cease fire was not near. COVID-19 spread; F-16s flew; AT&T was down.
Policies change; the policy of the EU did not. Leaflets fell on the women and the children.
""",
    "2023/economy.txt": (
        "The war economy of the city of Hama\n\n"
        "Emergency state talks on the end of an era; Novak Đoković won in Düsseldorf, at 10:30. "
        "The co-operation of the antiaircraft crews in post-war years was well-known in the US.\n"
    ),
    "2023/غزة.txt": "وقف إطلاق النار في غزّة والهدنة في رَفَح\n",
    "2023/asia.txt": (
        "停战谈判在开罗举行。\n\nGaza 中国外交部 said, and the talks went on in Cairo.\n"
    ),
    "2022/un.md": """---
title: A vote at the UN
date: 2022
author: Jean d'Ormesson
---

The U.N. Security Council voted on l’État de Palestine. Netanyahu’s airstrikes, an air-strike, and
air strikes: all were condemned. AIDS is a disease; the aids of the minister are not. It may rain
in May, says e-mail from J. Edgar. "News is new", said the Reuters man at the Gates of Wales.
""",
}
