/** Text in which addresses can be followed, as KakaoTalk does it. Text nodes and links only. */

const ADDRESS = /(https?:\/\/[^\s<>"'）)\]]+)/g;

/** A text with its links. */
export function Linked({ text }: { text: string }) {
  return (
    <>
      {text.split(ADDRESS).map((part, n) =>
        n % 2 === 1 && URL.canParse(part) ? (
          <a key={n} href={part} target="_blank" rel="noopener noreferrer">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </>
  );
}
