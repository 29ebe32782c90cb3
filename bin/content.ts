/**
 * The content of a city on this machine. As a command it checks, publishes and lists versions; see docs/content.md.
 * Imported it only offers what bin/content-files.ts reads and packs.
 */

export {
  buildContentBundle,
  buildSnapshot,
  listCities,
  loadCityContent,
  loadCityProfile,
} from './content-files.ts';

if (import.meta.main) {
  const { runContentCommand } = await import('./content-command.ts');
  process.exitCode = await runContentCommand(process.argv.slice(2));
}
