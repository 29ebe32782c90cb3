/** Claims of one's own that go back to the queue soon while something else is on the screen. */

import { idleClaims } from '../queue.ts';
import type { ViewProps } from './app.tsx';

/** The sentence holds no time that runs, so that it is read once. The open ticket warns by itself. */
export function IdleElsewhere({ state, handlers }: ViewProps) {
  const shown = state.room === 'desk' ? state.open?.ticket?.id : undefined;
  const idle = idleClaims(state.queue, state.me?.id, state.now).filter(({ id }) => id !== shown);
  return (
    <div role="alert">
      {idle.length > 0 && (
        <p class="notice notice-warn idle-elsewhere">
          <span>
            맡은 상담이 곧 대기 목록으로 돌아가요:{' '}
            {idle.map(({ id, number }) => (
              <a
                key={id}
                href={`/staff?ticket=${encodeURIComponent(id)}`}
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                  event.preventDefault();
                  if (state.room !== 'desk') handlers.room('desk');
                  handlers.open(id);
                }}
              >
                {number}
              </a>
            ))}
          </span>
        </p>
      )}
    </div>
  );
}
