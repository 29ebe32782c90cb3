/** The one short last line of an answer: where it comes from, whose it is, when it was reviewed. */
import type { Entry, Source } from '../../content/types.ts';

/** Sources that say little by their name, or were named without being read: shown only where there is no better one. */
const WEAK = /^(?:블로그|공개 저장소|널리 알려진)|조문 열람 전|열람하지 않음/u;

/** '군포시청: 여권의 교부' → '군포시청', '블로그: 여권 사진(요약)' → '블로그(여권 사진)', '「여권법」(조문 열람 전)' → '「여권법」'. */
function nameOf({ title }: Source): string {
  const [name = title, about = ''] = title.split('(')[0]?.split(':') ?? [];
  return name === '블로그' && about !== '' ? `${name}(${about.trim()})` : name.trim();
}

function sourceLine(sources: readonly Source[]): string {
  const shown = sources.find(({ title }) => !WEAK.test(title)) ?? sources[0];
  if (!shown) return '출처 확인 필요';
  return `출처 ${nameOf(shown)}${sources.length > 1 ? ` 외 ${sources.length - 1}곳` : ''}`;
}

/** Source, department and date of review of an entry, for citizens and clerks. */
export function provenance(entry: Entry): string {
  const { department, reviewed } = entry;
  return `${sourceLine(entry.sources)} · 담당 ${department} · ${reviewed.date} 검토(${reviewed.by})`;
}
