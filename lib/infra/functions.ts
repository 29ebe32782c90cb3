/** The functions of a deployment: one row each. Folder, bundle and construct share the name. */

/** Size and purpose of one function. */
export interface FunctionSettings {
  /** What an engineer reads in the console. */
  readonly purpose: string;
  /** MB. Never 128: CPU grows with memory, and the SDK's start is CPU. */
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
}

/** Every function that the Channel stack makes. */
export const FUNCTIONS = {
  chat: { purpose: 'Answers every skill call of Kakao', memoryMb: 512, timeoutSeconds: 10 },
  handoff: { purpose: 'Announces hand-offs and keeps the queue summary', memoryMb: 256, timeoutSeconds: 20 },
  usage: { purpose: 'Counts turns from the log into roll-ups', memoryMb: 256, timeoutSeconds: 60 },
  widgets: { purpose: 'Draws the custom widgets of the dashboard', memoryMb: 256, timeoutSeconds: 10 },
  staff: { purpose: 'Serves the staff page and its API', memoryMb: 512, timeoutSeconds: 10 },
  publish: {
    purpose: 'Makes the secrets and publishes the first content',
    memoryMb: 512,
    timeoutSeconds: 120,
  },
} as const satisfies Readonly<Record<string, FunctionSettings>>;

/** Name of a function. */
export type FunctionName = keyof typeof FUNCTIONS;
