/** What the local city says to the person who started it. */

/** Progress and warnings; a warning is said once, however often it comes. */
export interface Announcer {
  say(text: string): void;
  warn(text: string): void;
  /** All warnings so far, for the control server. */
  warnings(): readonly string[];
}

/** Writes to the terminal, or only collects when `quiet`. */
export function createAnnouncer(quiet: boolean): Announcer {
  const said = new Set<string>();
  return {
    say(text) {
      if (!quiet) process.stdout.write(`${text}\n`);
    },
    warn(text) {
      if (said.has(text)) return;
      said.add(text);
      if (!quiet) process.stderr.write(`warning: ${text}\n`);
    },
    warnings: () => [...said],
  };
}
