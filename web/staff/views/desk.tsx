/** The desk: the queue and, beside it or instead of it, one ticket. */

import type { ViewProps } from './app.tsx';
import { QueuePane } from './queue.tsx';
import { TicketPane } from './ticket.tsx';

/** On a narrow screen an open ticket hides the queue. */
export function Desk(props: ViewProps) {
  const { open } = props.state;
  return (
    <main id="main" class={open === undefined ? 'desk' : 'desk has-ticket'}>
      <QueuePane {...props} />
      {open === undefined ? <NoTicket /> : <TicketPane {...props} open={open} />}
    </main>
  );
}

function NoTicket() {
  return (
    <section class="ticket empty-ticket" aria-labelledby="no-ticket">
      <h2 id="no-ticket">상담을 고르면 여기에 열려요</h2>
      <p>
        목록에서 고르거나 <kbd>J</kbd> <kbd>K</kbd>로 옮겨 <kbd>Enter</kbd>를 누르세요.
      </p>
      <p>
        단축키는 <kbd>?</kbd>를 누르면 모두 볼 수 있어요.
      </p>
    </section>
  );
}
