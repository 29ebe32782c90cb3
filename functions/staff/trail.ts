/** Writes the audit trail. A line that the store does not take goes to the log, so that none is lost. */
import type { AuditStore } from '../../lib/aws/audit-store.ts';
import type { AuditLine } from '../../lib/staff/audit.ts';

/** Writes a line; resolves in any case. */
export async function leaveTrail(audit: AuditStore, line: AuditLine): Promise<void> {
  try {
    await audit.write(line);
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'unknown';
    process.stdout.write(`${JSON.stringify({ mark: 'minwontalk.audit', reason, ...line })}\n`);
  }
}
