import type { ImportDetails, ImportReport } from '#newsroom/transfer/run/import-report';

/** What came of an import, for people: counts by kind, reasons, and the items that lost the most. */
export function printReport(
  { items, reasons, words }: ImportReport,
  { kinds, mapping, problems, worst }: ImportDetails,
): void {
  const count = (number: number) => number.toLocaleString('en').padStart(9);
  console.log(`\n  ${'kind'.padEnd(10)}${'taken'.padStart(9)}${'changed'.padStart(9)}${'left out'.padStart(9)}`);
  for (const { kind, taken, changed, leftOut } of kinds)
    console.log(`  ${kind.padEnd(10)}${count(taken)}${count(changed)}${count(leftOut)}`);
  console.log(`\n  ${items.toLocaleString('en')} items; ${percentOf(words)} of the words of their texts are kept.`);
  const sorted = Object.entries(reasons).sort(([, one], [, other]) => other - one);
  for (const [reason, number] of sorted) console.log(`  ${count(number)}  ${reason}`);
  printMapping(mapping);
  if (problems.length > 0) console.log('\n  What cannot be read:');
  for (const { why, line, near } of problems) console.log(`  ${line ? `line ${line}: ` : ''}${why}: ${near}`);
  if (worst.length > 0) console.log('\n  What loses the most:');
  for (const { kind, sourceId, title, outcome, reasons: why, lost } of worst) {
    const words = lost > 0 ? `, ${lost} words lost` : '';
    console.log(`  ${kind} ${sourceId} “${title}”: ${outcome} (${why.join(', ')})${words}`);
  }
}

function printMapping(mapping: ImportDetails['mapping']): void {
  for (const { kind, name, became } of mapping) console.log(`  ${kind} “${name}” → ${became}`);
}

function percentOf({ source, kept }: ImportReport['words']): string {
  return source === 0 ? '100%' : `${Math.floor((kept / source) * 1_000) / 10}%`;
}
