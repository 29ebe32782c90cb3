/** Finds what a citizen could press in a reply; for tests and scripts that talk to rooms without a page. */

import type { Press, RoomEvent } from './protocol.ts';

type Json = Record<string, unknown>;

/** Every button, list item and quick reply of a reply that sends something, in the order of the screen. */
export function pressesOf(event: RoomEvent): Press[] {
  if (event.kind !== 'reply') return [];
  const template = objectIn(event.response, 'template');
  const cards = listIn(template, 'outputs').flatMap(cardsOf);
  return [
    ...cards.flatMap(({ kind, card }) => [
      ...(kind === 'listCard' ? listIn(card, 'items').flatMap((item) => pressOf('LIST_ITEM', item)) : []),
      ...listIn(card, 'buttons').flatMap((button) => pressOf('CARD_BUTTON', button)),
    ]),
    ...listIn(template, 'quickReplies').flatMap((reply) => pressOf('QUICKREPLY_BUTTON', reply)),
  ];
}

/** The press with this label, in the newest reply that has it. @throws Error naming what there is to press. */
export function findPress(events: readonly RoomEvent[], label: string): Press {
  const offered = events.toReversed().flatMap(pressesOf);
  const found = offered.find((press) => press.label === label);
  if (found !== undefined) return found;
  throw new Error(
    `Nothing here is called '${label}'. There is: ${offered.map((press) => press.label).join(', ')}.`,
  );
}

function cardsOf(output: Json): { kind: string; card: Json }[] {
  return Object.entries(output).flatMap(([kind, card]) => {
    if (!isJson(card)) return [];
    if (kind !== 'carousel') return [{ kind, card }];
    return listIn(card, 'items').map((item) => ({ kind: String(card.type), card: item }));
  });
}

function pressOf(from: Press['from'], part: Json): Press[] {
  const { action, label, title, messageText, blockId, extra } = part;
  const name = from === 'LIST_ITEM' ? title : label;
  if ((action !== 'message' && action !== 'block') || typeof name !== 'string') return [];
  return [
    {
      from,
      action,
      label: name,
      ...(typeof messageText === 'string' ? { messageText } : {}),
      ...(typeof blockId === 'string' ? { blockId } : {}),
      ...(extra === undefined || extra === null ? {} : { extra }),
    },
  ];
}

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
function objectIn(value: unknown, key: string): Json {
  const found = isJson(value) ? value[key] : undefined;
  return isJson(found) ? found : {};
}
function listIn(value: Json, key: string): Json[] {
  const found = value[key];
  return Array.isArray(found) ? found.filter(isJson) : [];
}
