/** From the files of one city to its content, or to everything that is wrong with them at once. */

import { strayQuestions, twiceAsked, uncoveredOf, withAsked } from './asked.ts';
import {
  brokenRelations,
  contradictions,
  duplicateIds,
  expired,
  type LineOf,
  longAnswers,
  longGroups,
  type Placed,
  placed,
  sharedPhrasings,
  strayFields,
} from './crossCheck.ts';
import { type Asked, readAskedFile } from './files/askedFile.ts';
import { type CityFile, readCityFile } from './files/cityFile.ts';
import { readFieldFile } from './files/fieldFile.ts';
import { readGuideFile } from './files/guideFile.ts';
import { nearest } from './files/near.ts';
import { readNoticeFile } from './files/noticeFile.ts';
import type { ReadFile } from './files/read.ts';
import { readSynonymFile } from './files/synonymFile.ts';
import { inReadingOrder, type Problem } from './problem.ts';
import type { Content, Entry, Field } from './types.ts';

/** A file: its path as the clerk knows it, and its text; absent text means that the file is not there. */
export interface SourceFile {
  readonly file: string;
  readonly text: string | undefined;
}

/** The files of one city. */
export interface CityFiles {
  readonly city: SourceFile;
  readonly fields: readonly SourceFile[];
  readonly notices: SourceFile;
  readonly guide: SourceFile;
  readonly synonyms: SourceFile;
  /** May be absent: then nothing was collected yet. */
  readonly asked: SourceFile;
}

/** The content with what deserves a look, or what must be put right first (warnings included, after the errors). */
export type Assembled =
  | { readonly content: Content; readonly warnings: readonly Problem[] }
  | { readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] };

type Read<Value> = { readonly file: string } & ReadFile<Value>;
type Good<Value> = { readonly file: string; readonly value: Value; readonly lineOf: LineOf };

function open<Value>(source: SourceFile, read: (file: string, text: string) => ReadFile<Value>): Read<Value> {
  const { file, text } = source;
  if (text === undefined)
    return { file, problems: [{ file, message: '파일이 없어요. docs/content.md를 보고 만들어 주세요.' }] };
  return { file, ...read(file, text) };
}

const isGood = <Value>(read: Read<Value>): read is Good<Value> & Read<Value> => 'value' in read;

function problemsOf(reads: readonly Read<unknown>[]): Problem[] {
  return reads.flatMap((read) => ('problems' in read ? read.problems : []));
}

const nameOf = (file: string): string =>
  file
    .split('/')
    .at(-1)
    ?.replace(/\.yaml$/, '') ?? file;

function misnamed(fields: readonly Good<Field>[]): Problem[] {
  return fields.flatMap(({ file, value, lineOf }) => {
    const name = nameOf(file);
    if (name === value.id) return [];
    const message = `파일 이름(${name})과 id(${value.id})가 달라요. 둘을 같게 맞춰 주세요.`;
    return [{ file, line: lineOf(['id']), field: 'id', message }];
  });
}

function unlisted({ file, value, lineOf }: Good<CityFile>, files: readonly SourceFile[]): Problem[] {
  const present = files.map((each) => nameOf(each.file));
  const missing = value.fields.flatMap((id, i) => {
    if (present.includes(id)) return [];
    const meant = nearest(id, present);
    const hint = meant === undefined ? `fields/${id}.yaml을 만들거나` : `'${meant}' 이름으로 고치거나`;
    return [
      {
        file,
        line: lineOf(['fields', i]),
        field: 'fields',
        message: `분야 '${id}'의 파일이 없어요. ${hint} 지워 주세요.`,
      },
    ];
  });
  const extra = files
    .filter((each) => !value.fields.includes(nameOf(each.file)))
    .map((each) => ({
      file: each.file,
      message: `${file}의 fields에 없는 분야예요. 거기에 '- ${nameOf(each.file)}' 줄을 더해 주세요.`,
    }));
  return [...missing, ...extra];
}

function entriesOf(fields: readonly Good<Field>[]): Placed<Entry>[] {
  return fields.flatMap(({ file, value, lineOf }) => placed('항목', 'entries', file, lineOf, value.entries));
}

function phoneWarning({ file, value, lineOf }: Good<CityFile>): Problem[] {
  if (value.profile.phone.confirmed) return [];
  const { number, label } = value.profile.fallbackPhone;
  const message = `시의 전화번호가 확인되지 않아 ${label} ${number}을 대신 안내해요. 확인되면 confirmed: true와 number를 적어 주세요.`;
  return [{ file, line: lineOf(['phone']), field: 'phone', message }];
}

const questionsOf = ({ file, value, lineOf }: Good<readonly Asked[]>) => ({ file, asked: value, lineOf });

/** Reads, checks and joins the files. `today` (ISO date), where given, adds reminders of what has expired. */
export function assembleContent(files: CityFiles, today?: string): Assembled {
  const city = open(files.city, readCityFile);
  const fields = files.fields.map((each) => open(each, readFieldFile));
  const notices = open(files.notices, readNoticeFile);
  const guide = open(files.guide, readGuideFile);
  const synonyms = open(files.synonyms, readSynonymFile);
  const asked = open({ ...files.asked, text: files.asked.text ?? '' }, readAskedFile);

  const good = fields.filter(isGood);
  const read = good.map(({ value }) => value);
  const entries = entriesOf(good);
  const announced = isGood(notices)
    ? placed('공지', 'notices', notices.file, notices.lineOf, notices.value)
    : [];
  const places = isGood(guide) ? placed('안내', 'places', guide.file, guide.lineOf, guide.value) : [];
  const whole = good.length === fields.length;
  const problems = [
    ...problemsOf([city, ...fields, notices, guide, synonyms, asked]),
    ...misnamed(good),
    ...(isGood(city) ? unlisted(city, files.fields) : []),
    ...[entries, announced, places].flatMap(duplicateIds),
    ...(whole ? brokenRelations(entries) : []),
    ...longAnswers(entries),
    ...longGroups(places),
    ...(whole && isGood(synonyms)
      ? strayFields(
          synonyms.file,
          synonyms.value,
          good.map(({ value }) => value.id),
          synonyms.lineOf,
        )
      : []),
    ...(whole && isGood(asked) ? strayQuestions(read, questionsOf(asked)) : []),
  ];
  const warnings = inReadingOrder([
    ...(isGood(city) ? phoneWarning(city) : []),
    ...sharedPhrasings(entries),
    ...(isGood(asked) ? twiceAsked(read, questionsOf(asked)) : []),
    ...contradictions(entries),
    ...(today === undefined ? [] : expired([...entries, ...announced], today)),
  ]);
  if (
    problems.length > 0 ||
    !isGood(city) ||
    !isGood(notices) ||
    !isGood(guide) ||
    !isGood(synonyms) ||
    !isGood(asked)
  ) {
    return { problems: inReadingOrder(problems), warnings };
  }
  const order = city.value.fields;
  const content: Content = {
    city: city.value.profile,
    fields: withAsked(read, asked.value).sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id)),
    notices: [...notices.value].sort((a, b) => b.date.localeCompare(a.date)),
    guide: guide.value,
    synonyms: synonyms.value,
    uncovered: uncoveredOf(asked.value),
  };
  return { content, warnings };
}
