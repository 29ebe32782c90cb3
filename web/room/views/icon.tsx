/** Small line drawings; always beside a text or a label, so hidden from screen readers. */

const PATHS = {
  picture: 'M4 5h16v14H4zM8.5 10.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3zM4 17l5-4.5 3.5 3L16 12l4 4',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6L6 18',
  send: 'M12 20V5M5.5 11.5L12 5l6.5 6.5',
  left: 'M15 5l-7 7 7 7',
  right: 'M9 5l7 7-7 7',
  forward: 'M14 5l6 6-6 6M20 11H10a6 6 0 0 0-6 6v2',
  again: 'M5 12a7 7 0 1 0 2.2-5.1M7 3v4h4',
  hall: 'M12 4l8 4.2H4zM6 11v6M10 11v6M14 11v6M18 11v6M4 20h16',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM5 20c.6-3.4 3.4-5 7-5s6.400 1.600 7 5',
  help: 'M9.500 9.500a2.500 2.500 0 1 1 3.600 2.300c-.8.4-1.100.9-1.100 1.700v.5M12 17.500v.1',
} as const;

/** Name of a drawing. */
export type IconName = keyof typeof PATHS;

/** One drawing, as large as the text around it says. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
