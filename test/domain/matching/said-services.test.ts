import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { matchService } from '../../../src/domain/matching/match-service.ts';
import type { ServiceCard } from '../../../src/domain/matching/match-service.ts';
import { SERVICE_TENANTS } from '../../support/service-tenants.ts';

interface Row {
  kind: string;
  tenant: string;
  said: string;
  meant: string;
}

/**
 * "said = meant" taken, "said ? one, other" asked back with just these, "said ?? one" asked back or not known but
 * never taken, "said -" not known, "said 0" nothing said; a line with # names the tenant and the kind of what follows.
 */
function readTable(name: string): Row[] {
  const text = readFileSync(new URL(`../../fixtures/matching/${name}.txt`, import.meta.url), 'utf8');
  let kind = '';
  return text.split('\n').flatMap((line) => {
    if (line.startsWith('# ')) kind = line.slice(2);
    const [, said, sign, rest = ''] =
      / *(.+?) (=|\?\??|-$|0$) ?(.*)/.exec(line.startsWith('#') ? '' : line) ?? [];
    if (said === undefined || sign === undefined) return [];
    return [{ kind, tenant: kind.split(':')[0] ?? '', said, meant: `${sign} ${rest}`.trim() }];
  });
}

function understood(said: string, services: ServiceCard[]): string {
  const match = matchService(said, services);
  switch (match.kind) {
    case 'one':
      return `= ${match.service.name}`;
    case 'several':
      return `? ${match.services
        .map(({ name }) => name)
        .toSorted()
        .join(', ')}`;
    case 'unknown':
      return '-';
    case 'none_said':
      return '0';
  }
}

function fits(answer: string, meant: string): boolean {
  if (meant.startsWith('?? ')) return !answer.startsWith('=') && answer !== '0';
  return (
    answer === (meant.startsWith('? ') ? `? ${meant.slice(2).split(', ').toSorted().join(', ')}` : meant)
  );
}

describe.each(['services-de', 'services-en'])('what callers say of services (%s)', (table) => {
  const rows = readTable(table);

  it('is a table worth the name', () => {
    expect(rows.length).toBeGreaterThanOrEqual(150);
    expect(rows.filter(({ meant }) => meant === '-').length).toBeGreaterThanOrEqual(15);
  });

  it.each([...Map.groupBy(rows, ({ kind }) => kind)])('is understood: %s (ASK-37, ASK-38)', (_kind, of) => {
    const services = SERVICE_TENANTS[of[0]?.tenant ?? ''] ?? [];
    expect(services.length).toBeGreaterThanOrEqual(6);
    const wrong = of.flatMap(({ said, meant }) => {
      const answer = understood(said, services);
      return fits(answer, meant) ? [] : [`${said}: ${answer}, not ${meant}`];
    });
    expect(wrong).toEqual([]);
  });
});
