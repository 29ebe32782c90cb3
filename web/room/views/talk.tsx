/** The conversation. */

import { type ComponentChildren, toChildArray } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { EventOf, Note, RoomEvent } from '../../../local/kakao/protocol.ts';
import { readReply } from '../bubbles/read.ts';
import { dayOf, openReply, type PageState, startsDay, timeOf } from '../state.ts';
import { BubbleView, TextBubble } from './bubble.tsx';
import { QuickReplies } from './buttons.tsx';
import type { Handlers } from './deeds.ts';
import { Icon } from './icon.tsx';

/** The log of the talk with what can be pressed under its end. */
export function Talk({ state, handlers }: { state: PageState; handlers: Handlers }) {
  const end = useRef<HTMLDivElement>(null);
  const { events, pending, channel } = state;
  useEffect(() => end.current?.scrollIntoView({ block: 'end' }), [events.length, pending]);
  const open = openReply(state);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section class="talk" id="talk" aria-label="대화방" tabIndex={0}>
      <div role="log" aria-label="대화" aria-busy={pending > 0}>
        {events.map((event, n) => (
          <div key={event.id}>
            {startsDay(events, n) && <p class="day">{dayOf(event.at)}</p>}
            <EventView event={event} channel={channel.name} handlers={handlers} />
          </div>
        ))}
      </div>
      {pending > 0 && state.mode === 'bot' && <Typing />}
      {open && (
        <QuickReplies key={open.id} replies={readReply(open.response).quickReplies} handlers={handlers} />
      )}
      <div ref={end} class="end" />
    </section>
  );
}

interface EventProps<Event extends RoomEvent> {
  readonly event: Event;
  readonly channel: string;
  readonly handlers: Handlers;
}

function EventView({ event, channel, handlers }: EventProps<RoomEvent>) {
  switch (event.kind) {
    case 'line':
      return <p class="line">{event.text}</p>;
    case 'mine':
      return <Mine text={event.text} at={event.at} />;
    case 'counsellor':
      return (
        <Theirs name="상담직원" icon="person" at={event.at}>
          <TextBubble text={event.text} />
        </Theirs>
      );
    case 'reply':
      return <ReplyView event={event} channel={channel} handlers={handlers} />;
    case 'failed':
      return <Failed event={event} channel={channel} handlers={handlers} />;
  }
}

function Mine({ text, at }: { text: string; at: number }) {
  return (
    <div class="mine">
      <time>{timeOf(at)}</time>
      <p class="bubble">
        <span class="unseen">나: </span>
        {text}
      </p>
    </div>
  );
}

interface TheirsProps {
  readonly name: string;
  readonly icon: 'hall' | 'person';
  readonly at: number;
  readonly children: ComponentChildren;
  /** Stands under the time. */
  readonly after?: ComponentChildren;
}

/** Bubbles from the other side; the time stands beside the last. */
function Theirs({ name, icon, at, children, after }: TheirsProps) {
  const bubbles = toChildArray(children);
  return (
    <div class="theirs">
      <span class="avatar">
        <Icon name={icon} />
      </span>
      <p class="name">{name}</p>
      <div class="bubbles">
        {bubbles.slice(0, -1)}
        <div class="last">
          {bubbles.at(-1)}
          <time>{timeOf(at)}</time>
        </div>
        {after}
      </div>
    </div>
  );
}

function ReplyView({ event, channel, handlers }: EventProps<EventOf<'reply'>>) {
  const { bubbles } = useMemo(() => readReply(event.response), [event]);
  return (
    <Theirs name={channel} icon="hall" at={event.at} after={<Notes notes={event.notes} />}>
      {bubbles.map((bubble, n) => (
        <BubbleView key={n} card={bubble} handlers={handlers} />
      ))}
      {bubbles.length === 0 && <p class="notes">보일 말풍선이 없는 답입니다.</p>}
    </Theirs>
  );
}

function Failed({ event, channel }: EventProps<EventOf<'failed'>>) {
  return (
    <Theirs name={channel} icon="hall" at={event.at}>
      <div class="failed">
        <p>
          <strong>말풍선이 나가지 않았습니다.</strong> {event.text}
        </p>
        <p>카카오톡에서는 이 자리에 카카오의 안내나 블록에 적어 둔 글이 보입니다.</p>
        <NoteList notes={event.notes} />
      </div>
    </Theirs>
  );
}

/** Remarks on a reply that breaks a rule: for the people who build the bot, not for citizens. */
export function Notes({ notes }: { notes: readonly Note[] }) {
  if (notes.length === 0) return null;
  return (
    <details class="notes">
      <summary>카카오 규칙을 어긴 곳 {notes.length}건</summary>
      <NoteList notes={notes} />
    </details>
  );
}

/** The remarks themselves. */
export function NoteList({ notes }: { notes: readonly Note[] }) {
  if (notes.length === 0) return null;
  return (
    <ul lang="en">
      {notes.map(({ path, rule, message, effect }, n) => (
        <li key={n}>
          <code>{rule}</code> ({effect}) {message}
          <br />
          <code>{path}</code>
        </li>
      ))}
    </ul>
  );
}

function Typing() {
  return (
    <p class="typing">
      <span class="unseen">답을 쓰는 중</span>
      <i />
      <i />
      <i />
    </p>
  );
}
