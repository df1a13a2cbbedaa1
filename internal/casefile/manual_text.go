package casefile

// manualHead opens docs/case-file.md.
const manualHead = `# The case file

<!-- Written by go test ./internal/casefile -run Manual -update from the table of keys. -->

One patient, one file: YAML or JSON, UTF-8, first key ` + "`symport: case/1`" + `. Short keys, one line per event, a section per
kind of data; lesions are declared once and named by everything else. ` + "`symport case check FILE`" + ` reports every mistake
with its place and a hint; ` + "`symport case schema`" + ` prints the same table as a JSON Schema; ` + "`symport case example`" + ` prints a
commented model. The shortest file is two lines; the shortest useful one answers eight questions (` + "`symport case new`" + `).

## How values are written

- **Absent is unknown**, never "no" and never 0. Any value may instead be ` + "`unknown`, `not-done`, `failed`, `not-applicable` or `pending`" + `.
- **` + "`complete: [surgery, systemic]`" + `** says that these sections hold all there was. Only then does an absent entry mean "not given".
- **Scalars are text** until the program reads them: ` + "`yes`, `1e3` and `2016-04`" + ` are never turned into something else by YAML. A key twice,
  anchors, aliases, merge keys and tags are errors.
- **Quantities** carry their unit: ` + "`7.4 GBq`, `200 mCi`, `12 ng/mL`, `<0.1 ng/mL`, `>472 ng/mL`, `20 mg/d`" + `. Decimal point, no separator of thousands.
  A number without a unit is an error; in a laboratory value ` + "`unit: not-stated`" + ` keeps what its source prints without one.
- **Truths** are ` + "`yes` or `no`" + `.
- **Dates**: ` + "`2012-12-11`" + `; ` + "`2015-12`" + ` (some day of the month); ` + "`2012`" + `; ` + "`2015-12..2016-04`" + ` (one day in that span); ` + "`2016-12~`" + ` (about: one unit more at
  both ends); ` + "`unknown`" + `. From another entry: ` + "`after: rai-1 + 7 mo`, `after: rai-1 + 6..8 mo`, `after: rai-1 + 7 mo~`, `after: rai-1, by: 7 mo`, `before: surgery`" + `; in any
  other date key the same with the word in front: ` + "`from: after rai-1 + 2 wk`, `date: at diagnosis`" + `. The anchor is an entry's id, the name of a section
  with one entry, a drug, or ` + "`diagnosis`, `metastases`, `birth`, `death`" + `; ` + "`.start` and `.end`" + ` pick the ends of a period (` + "`lenvatinib.start + 3 mo`" + `), without them any
  day of it may be meant. Units d, wk, mo, y. Without a distance only the order is known. A date that stays a span is compared with its earliest
  and its latest day; where they disagree the answer is unknown.
- **Words in other spellings**: the known words of a key are read in any case, with a few synonyms (` + "`lymph node`, `131I`, `Hürthle`, `bilateral`" + `).
- **Nothing is corrected.** What cannot be is an error; what is hard to believe, or contradicts the rest, is a warning.

In the tables, keys with * are required in their mapping.

`
