/** A YAML file as a clerk writes it, with the line of each value. Every scalar is read as text: '031' stays '031'. */

import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLError } from 'yaml';
import type { Problem } from '../problem.ts';

/** One step into a document: a key of a mapping or a position (from 0) in a list. */
export type PathStep = string | number;

/** A read file. */
export interface YamlFile {
  readonly file: string;
  /** The document as plain maps, lists and texts. */
  readonly value: unknown;
  /** Line of the deepest part of `path` that exists; keys count where they are written. From 1. */
  lineOf(path: readonly PathStep[]): number;
}

/** What the parser's codes mean to a clerk; another code gets the parser's own words. */
const MEANING: Readonly<Record<string, string>> = {
  BAD_INDENT: '들여쓰기가 맞지 않아요. 같은 묶음은 같은 칸에서 시작하게 맞춰 주세요.',
  BLOCK_AS_IMPLICIT_KEY: '한 줄에 쌍점(:)이 두 번 나와요. 값을 큰따옴표로 감싸 주세요.',
  BLOCK_IN_FLOW: '대괄호나 중괄호 안의 줄이 어긋났어요. 괄호를 닫았는지 봐 주세요.',
  DUPLICATE_KEY: '같은 이름의 칸이 두 번 나와요. 하나를 지워 주세요.',
  MISSING_CHAR: '따옴표나 괄호가 닫히지 않았어요. 닫아 주세요.',
  MULTILINE_IMPLICIT_KEY: '칸 이름 뒤에 쌍점(:)이 없어요. “이름: 값” 꼴로 적어 주세요.',
  TAB_AS_INDENT: '탭으로 들여 썼어요. 탭 대신 빈칸 두 개를 써 주세요.',
  UNEXPECTED_TOKEN: '쓸 수 없는 기호가 있어요. 값을 큰따옴표로 감싸 주세요.',
  BAD_SCALAR_START: '값이 특수 기호로 시작해요. 값을 큰따옴표로 감싸 주세요.',
};

function syntaxProblem(file: string, error: YAMLError): Problem {
  const [detail = ''] = error.message.split('\n');
  const message =
    MEANING[error.code] ?? `형식이 맞지 않아요(${detail}). 위아래 항목과 같은 꼴로 적어 주세요.`;
  return { file, line: error.linePos?.[0].line ?? 1, message };
}

function stepInto(node: Node | null, step: PathStep): { at: number | undefined; next: Node | null } {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
    const key = pair?.key as Node | undefined;
    return { at: key?.range?.[0], next: (pair?.value as Node | null | undefined) ?? null };
  }
  if (isSeq(node) && typeof step === 'number') {
    const next = (node.items[step] as Node | undefined) ?? null;
    return { at: next?.range?.[0], next };
  }
  return { at: undefined, next: null };
}

/** Reads `text`. Broken YAML gives its problems instead of a value. */
export function readYaml(file: string, text: string): YamlFile | { readonly problems: readonly Problem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: true });
  const [first] = document.errors;
  if (first !== undefined) return { problems: [syntaxProblem(file, first)] };
  if (document.contents === null) {
    return {
      problems: [{ file, line: 1, message: '파일이 비어 있어요. 내용을 적거나 파일을 지워 주세요.' }],
    };
  }
  return {
    file,
    value: document.toJS({ maxAliasCount: 0 }),
    lineOf(path) {
      let node: Node | null = document.contents;
      let offset = node?.range?.[0] ?? 0;
      for (const step of path) {
        const { at, next } = stepInto(node, step);
        if (at === undefined) break;
        offset = at;
        node = next;
      }
      return lines.linePos(offset).line;
    },
  };
}
