import { describe, expect, it } from 'vitest';
import { readDatabaseAddress } from '#platform/postgres-address';

const urls = (url: string) => {
  const address = readDatabaseAddress(url);
  return typeof address === 'string' ? address : [address.target, ...address.hosts.map((host) => host.url)];
};
const names = (url: string) => {
  const address = readDatabaseAddress(url);
  return typeof address === 'string' ? address : address.hosts.map(({ name }) => name);
};

describe('the address of a database', () => {
  it.each([
    'postgres://portal:p%40ss@db.example/paper',
    'postgresql://portal@db.example:5433/paper?sslmode=require',
    'postgres://portal:secret@[::1]:5433/paper',
    'postgres:///paper?host=/var/run/postgresql',
  ])('of one host stays what it is: %s', (url) => {
    expect(urls(url)).toEqual(['any', url]);
  });

  it('has several hosts, as libpq writes them', () => {
    expect(
      urls('postgres://portal:p%40s@a:5432,b:5433,c/paper?target_session_attrs=read-write&sslmode=disable'),
    ).toEqual([
      'read-write',
      'postgres://portal:p%40s@a:5432/paper?sslmode=disable',
      'postgres://portal:p%40s@b:5433/paper?sslmode=disable',
      'postgres://portal:p%40s@c:5432/paper?sslmode=disable',
    ]);
    expect(urls('postgres://portal@/paper?host=a,b&port=5432,6432')).toEqual([
      'any',
      'postgres://portal@a:5432/paper',
      'postgres://portal@b:6432/paper',
    ]);
    expect(urls('postgres://portal@/paper?host=/run/one,/run/two&port=6432')).toEqual([
      'any',
      'postgres://portal@localhost/paper?host=%2Frun%2Fone&port=6432',
      'postgres://portal@localhost/paper?host=%2Frun%2Ftwo&port=6432',
    ]);
    expect(names('postgres://portal@[::1]:5432,[::2]/paper')).toEqual(['[::1]:5432', '[::2]:5432']);
  });

  it('of one host may ask for the primary', () => {
    expect(urls('postgres://portal@a/paper?target_session_attrs=primary')).toEqual([
      'primary',
      'postgres://portal@a:5432/paper',
    ]);
  });

  it('says what is wrong, without the password', () => {
    expect(urls('localhost')).toMatch(/not a database address/);
    expect(urls('postgres://portal:secret@a:5432,b:x/paper')).toMatch(/not a database address/);
    expect(urls('postgres://portal:secret@a/paper?target_session_attrs=standby')).toMatch(/any, read-write, primary/);
    expect(urls('postgres://portal:secret@a,b/paper?port=1,2,3')).toMatch(/as many ports as hosts/);
  });
});
