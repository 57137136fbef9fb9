import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { readEnvironment } from '#platform/env';
import { answerHealth } from '#server/http/health';

// The files that operators copy, against what the code reads.

const read = (file: string) => readFileSync(file, 'utf8');

const DEFAULTS = readEnvironment({ NODE_ENV: 'production' });

/** Seconds that the supervisor may need beyond DRAIN_SECONDS: web processes, then the database. */
const STOP_SECONDS = 40;

type Environment = Record<string, string>;
type Service = {
  environment: Environment;
  ports?: string[];
  volumes?: string[];
  stop_grace_period: string;
  read_only: boolean;
};

/** Fails for a variable that nothing reads, or a value that a start would refuse. */
function expectReadable(environment: Environment): void {
  const known = [...Object.keys(DEFAULTS), ...optionalVariables()];
  for (const name of Object.keys(environment)) expect(known).toContain(name);
  const values = Object.entries(environment).map(([name, value]) => [
    name,
    value.replace(/\$\{\w+:\?\}/, 'x'.repeat(40)),
  ]);
  expect(() => readEnvironment({ NODE_ENV: 'production', ...Object.fromEntries(values) })).not.toThrow();
}

function optionalVariables(): string[] {
  return [...read('platform/env.ts').matchAll(/^ {2}([A-Z][A-Z0-9_]+): z/gm)].map(([, name]) => String(name));
}

function isHealthAddress(path: string): boolean {
  const response = { setHeader: () => {}, end: () => {} } as unknown as ServerResponse;
  return answerHealth(path, { ready: true, database: 'reachable', pages: 'current' }, response);
}

const DEFAULT_PORT = DEFAULTS.PORT;

describe('the Containerfile', () => {
  const text = read('Containerfile');

  it('listens where the portal does, checks its health where that is answered, and is nobody important', () => {
    expect(text).toContain(`EXPOSE ${DEFAULT_PORT}\n`);
    const [, path = ''] = /127\.0\.0\.1:\$\{process\.env\.PORT \|\| 3000\}([/\w]+)`/.exec(text) ?? [];
    expect(isHealthAddress(path)).toBe(true);
    expect(text).toMatch(/^USER [1-9]\d+:[1-9]\d+$/m);
    const [, name = '', value = ''] = /^ENV (\w+)=(\S+)$/m.exec(text) ?? [];
    expectReadable({ [name]: value });
    expect(text).toContain(`VOLUME ${value}\n`);
  });

  it('leaves secrets and what is made out of the image, whichever engine builds it', () => {
    expect(read('.dockerignore')).toBe(read('.containerignore'));
    for (const name of ['.data', '.git', '.next', 'node_modules', 'processes/node/node_modules'])
      expect(read('.containerignore').split('\n')).toContain(name);
  });
});

describe.each(['compose.yaml', 'compose-many.yaml'])('docs/containers/%s', (file) => {
  const { services } = parse(read(`docs/containers/${file}`), { merge: true }) as { services: Record<string, Service> };
  const portals = Object.entries(services).filter(([name]) => name.startsWith('portal'));

  it.each(portals)('%s has variables that the portal reads, and time to stop', (_, portal) => {
    expectReadable(portal.environment);
    expect(Number.parseInt(portal.stop_grace_period, 10)).toBeGreaterThan(
      Number(portal.environment.DRAIN_SECONDS) + STOP_SECONDS,
    );
    expect(portal.read_only).toBe(true);
    expect(portal.volumes?.some((volume) => volume.endsWith(':/data'))).toBe(true);
    for (const port of portal.ports ?? []) expect(port.endsWith(`:${DEFAULT_PORT}`)).toBe(true);
  });
});

describe('docs/containers/compose-many.yaml', () => {
  const text = read('docs/containers/compose-many.yaml');

  it('has nginx as docs/proxies has it, with the addresses of the portals', () => {
    const usual = read('docs/proxies/nginx.conf');
    const ours = read('docs/containers/nginx.conf');
    const addresses = [...ours.matchAll(/^ {2}server (\S+):3000;$/gm)].map(([, address]) => String(address));
    expect(addresses).toEqual([...text.matchAll(/ipv4_address: (\S+)/g)].map(([, address]) => address));
    const fromServers = (conf: string) =>
      conf.slice(conf.indexOf('server {')).replaceAll('/etc/ssl/news-portal/', '/etc/ssl/');
    expect(fromServers(ours)).toBe(fromServers(usual));
  });

  it('goes through a pooler that keeps connections apart', () => {
    const pooler = read('docs/containers/pgbouncer.ini');
    expect(pooler).toMatch(/^pool_mode = session$/m);
    const [, port = ''] = /^listen_port = (\d+)$/m.exec(pooler) ?? [];
    expect(text).toContain(`@pgbouncer:${port}/portal`);
  });
});

describe('docs/containers/kubernetes.yaml', () => {
  const documents = parseAllDocuments(read('docs/containers/kubernetes.yaml')).map((one) => {
    expect(one.errors).toEqual([]);
    return one.toJS();
  });
  const ofKind = (kind: string) => documents.find((one) => one.kind === kind);
  const { spec } = ofKind('Deployment').spec.template;
  const [container] = spec.containers;
  const variables: Environment = ofKind('ConfigMap').data;

  it('has variables that the portal reads', () => {
    expectReadable(variables);
    const known = optionalVariables();
    for (const { name } of container.env) expect(known).toContain(name);
  });

  it('probes what is answered, for as long as a start and a stop may take', () => {
    const probes = [container.startupProbe, container.livenessProbe, container.readinessProbe];
    for (const { httpGet } of probes) {
      expect(isHealthAddress(httpGet.path)).toBe(true);
      expect(httpGet.port).toBe(container.ports[0].name);
    }
    expect(container.ports[0].containerPort).toBe(DEFAULT_PORT);
    expect(ofKind('Service').spec.ports[0].targetPort).toBe(container.ports[0].name);
    // Another may be migrating for five minutes.
    expect(container.startupProbe.periodSeconds * container.startupProbe.failureThreshold).toBeGreaterThan(300);
    const drain = Number(variables.DRAIN_SECONDS);
    expect(spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(drain + STOP_SECONDS);
    const { periodSeconds, failureThreshold } = container.readinessProbe;
    expect(drain).toBeGreaterThan(periodSeconds * failureThreshold);
  });

  it('runs as the account of the image, and finds the folders that this may write', () => {
    const [, user] = /^USER (\d+):/m.exec(read('Containerfile')) ?? [];
    expect(spec.securityContext.runAsUser).toBe(Number(user));
    expect(container.volumeMounts.map((mount: { mountPath: string }) => mount.mountPath)).toEqual(['/data', '/tmp']);
    const labels = ofKind('Deployment').spec.template.metadata.labels;
    for (const kind of ['Deployment', 'PodDisruptionBudget'])
      expect(ofKind(kind).spec.selector.matchLabels).toEqual(labels);
    expect(ofKind('Service').spec.selector).toEqual(labels);
  });
});

describe('docs/systemd/news-portal.service', () => {
  const unit = read('docs/systemd/news-portal.service');
  const valuesOf = (name: string) =>
    [...unit.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map(([, value]) => String(value));

  it('has variables that the portal reads, and time to stop', () => {
    const pairs = valuesOf('Environment').map((pair) => pair.split('=') as [string, string]);
    expectReadable(Object.fromEntries(pairs.filter(([name]) => !name.startsWith('npm_'))));
    expect(Number.parseInt(valuesOf('TimeoutStopSec')[0] ?? '', 10)).toBeGreaterThan(STOP_SECONDS);
  });

  it('may write its data', () => {
    const dataFolder = /DATA_DIR=(\S+)/.exec(unit)?.[1];
    expect(dataFolder).toBe(`/var/lib/${valuesOf('StateDirectory')[0]}`);
  });
});

describe('docs/proxies', () => {
  it('keep idle connections for less time than the portal', () => {
    const [, portal = ''] = /^const KEEP_ALIVE_MS = ([\d_]+);$/m.exec(read('server/web-process.ts')) ?? [];
    const limit = Number(portal.replaceAll('_', '')) / 1_000;
    for (const [file, setting] of [
      ['nginx.conf', /keepalive_timeout (\d+)s;/],
      ['haproxy.cfg', /timeout server (\d+)s\n/],
      ['Caddyfile', /keepalive (\d+)s\n/],
    ] as const)
      expect(Number(setting.exec(read(`docs/proxies/${file}`))?.[1])).toBeLessThan(limit);
  });
});

describe('the alerts', () => {
  type Rule = { alert: string; expr: string; labels: { severity: string }; annotations: Record<string, string> };
  const { groups } = parse(read('docs/grafana/alerts.yaml')) as { groups: { rules: Rule[] }[] };
  const rules = groups.flatMap((group) => group.rules);

  it('say what is wrong, how bad it is and what to do', () => {
    expect(rules.length).toBeGreaterThan(10);
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    for (const { alert, expr, labels, annotations } of rules) {
      expect(expr, alert).toContain('portal_');
      expect(['critical', 'warning'], alert).toContain(labels.severity);
      expect(Object.keys(annotations), alert).toEqual(['summary', 'description', 'runbook']);
      for (const text of Object.values(annotations)) expect(text.length, alert).toBeGreaterThan(10);
    }
  });

  it('lead to places in the documents that there are', () => {
    for (const { alert, annotations } of rules) {
      const [file = '', anchor] = String(annotations.runbook).split('#');
      const anchors = [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
        String(title)
          .toLowerCase()
          .replace(/[^\w -]/g, '')
          .replaceAll(' ', '-'),
      );
      if (anchor) expect(anchors, alert).toContain(anchor);
    }
  });
});

describe('the dashboard', () => {
  type Target = { refId: string; expr: string; datasource: { type: string; uid: string } };
  type Panel = {
    id: number;
    type: string;
    title: string;
    gridPos: { x: number; y: number; w: number; h: number };
    targets?: Target[];
  };
  type Variable = { name: string; type: string; query: unknown };
  const dashboard = JSON.parse(read('docs/grafana/dashboard.json')) as {
    title: string;
    uid: string;
    id?: number;
    schemaVersion: number;
    panels: Panel[];
    templating: { list: Variable[] };
  };

  it('has the fields that Grafana imports, and no id of another Grafana', () => {
    expect(dashboard).toMatchObject({ title: expect.any(String), uid: expect.stringMatching(/^[\w-]{1,40}$/) });
    expect(dashboard.schemaVersion).toBeGreaterThanOrEqual(36);
    expect(dashboard).not.toHaveProperty('id');
    expect(dashboard).not.toHaveProperty('__inputs');
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
  });

  it('asks whatever Prometheus is chosen', () => {
    const [source] = dashboard.templating.list;
    expect(source).toMatchObject({ name: 'datasource', type: 'datasource', query: 'prometheus' });
    const targets = dashboard.panels.flatMap((panel) => panel.targets ?? []);
    expect(targets.length).toBeGreaterThan(20);
    for (const { expr, refId, datasource } of targets) {
      expect(datasource).toEqual({ type: 'prometheus', uid: '$'.concat('{datasource}') });
      expect(refId).toMatch(/^[A-Z]$/);
      expect(expr).not.toBe('');
    }
  });

  it('puts no panel over another, or beside the page', () => {
    const taken = new Set<string>();
    for (const { title, type, gridPos, targets } of dashboard.panels) {
      expect(type === 'row' || (targets?.length ?? 0) > 0, title).toBe(true);
      expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect(taken.has(`${x} ${y}`), title).toBe(false);
          taken.add(`${x} ${y}`);
        }
    }
  });
});
