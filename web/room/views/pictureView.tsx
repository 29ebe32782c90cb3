/** Pictures. */

import type { Picture } from '../bubbles/model.ts';
import { Icon } from './icon.tsx';

/** Class names by shape. */
export type PictureShape = 'wide' | 'square' | 'small' | 'round';

/** True where the page may load it: the page asks no third party for anything. */
const isOwn = (url: string): boolean => new URL(url).origin === location.origin;

/** A picture, or a frame with its text where it lies on another machine. */
export function PictureView({ picture, shape }: { picture: Picture; shape?: PictureShape }) {
  const name = `picture ${shape ?? (picture.square ? 'square' : 'wide')}`;
  const drawn = isOwn(picture.url) ? (
    <img class={name} src={picture.url} alt={picture.alt} />
  ) : (
    <Frame name={name} alt={picture.alt} />
  );
  if (picture.link === undefined) return drawn;
  return (
    <a class="picture-link" href={picture.link} target="_blank" rel="noopener noreferrer">
      {drawn}
      {picture.alt === '' && <span class="unseen">그림 링크 열기</span>}
    </a>
  );
}

function Frame({ name, alt }: { name: string; alt: string }) {
  const label = alt === '' ? { 'aria-hidden': true as const } : { role: 'img' as const, 'aria-label': alt };
  return (
    <span class={name} {...label}>
      <Icon name="picture" />
      <span class="picture-text" aria-hidden="true">
        {alt}
      </span>
    </span>
  );
}
