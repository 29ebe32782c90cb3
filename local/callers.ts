/** Who may call the skills of the local city. Only here are these values fixed and known. */

/** Secret that the local city's skills are called with. */
export const LOCAL_SECRET = 'Local-Secret';
/** Kakao bot id that is allowed. */
export const LOCAL_BOT_ID = '5f0000000000000000000001';
