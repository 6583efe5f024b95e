import * as kplus from 'cdk8s-plus-30';
import { containerOf, LIMITS, newInstance } from '../support/instance';
import { expectRefusal } from '../support/manifest';

const NUMBER = 'must be a whole number of 1 to 65535';
const PORT_NAME = "must be a port name (1 to 15 of a-z, 0-9 and single '-', at least one letter)";
const { TCP, UDP } = kplus.Protocol;

function addContainer(stock: Partial<kplus.ContainerProps>): () => unknown {
  return () => newInstance().addContainer({ name: 'more', image: 'proxy:1', resources: LIMITS, ...stock });
}

test('a port that is given by its number alone is called main', () => {
  expect(containerOf(newInstance({ port: 5000 })).ports).toEqual([{ containerPort: 5000, name: 'main' }]);
});

test('further ports follow the main one, with their protocols', () => {
  const ports = [{ name: 'dns', number: 53, protocol: UDP }, { name: 'metrics', number: 9100 }]; // prettier-ignore
  expect(containerOf(newInstance({ port: 5000, ports })).ports).toEqual([
    { containerPort: 5000, name: 'main' },
    { containerPort: 53, name: 'dns', protocol: 'UDP' },
    { containerPort: 9100, name: 'metrics' },
  ]);
});

test('an instance without ports declares none', () => {
  expect(containerOf(newInstance())).not.toHaveProperty('ports');
});

test('one number may be used once for each protocol', () => {
  const ports = [{ name: 'dns', number: 53, protocol: UDP }, { name: 'dns-tcp', number: 53, protocol: TCP }]; // prettier-ignore
  expect(containerOf(newInstance({ ports })).ports).toHaveLength(2);
});

test.each([1, 65535])('port %s is one', (port) => {
  expect(containerOf(newInstance({ port })).ports).toEqual([{ containerPort: port, name: 'main' }]);
});

test.each([0, -1, 1.5, 65536, NaN])('fails when the port is %s', (port) => {
  expect(() => newInstance({ port })).toThrow(new Error(`[prod/api] port ${NUMBER}, got '${port}': correct it`));
});

test('fails when the portNumber of a further container is none', () => {
  expect(addContainer({ portNumber: 65536 })).toThrow(
    new Error(`[prod/api] containers['more'].portNumber ${NUMBER}, got '65536': correct it`),
  );
});

test.each(['80', 'Http', 'a--b', 'more-than-fifteen'])("fails when the name of a port is '%s'", (name) => {
  expect(() => newInstance({ ports: [{ name, number: 80 }] })).toThrow(
    new Error(`[prod/api] ports[].name ${PORT_NAME}, got '${name}': rename the port`),
  );
});

test('fails when two ports of an instance have one name', () => {
  expect(() => newInstance({ port: 80, ports: [{ name: 'main', number: 81 }] })).toThrow(
    new Error("[prod/api] ports[].name must be unique in its container, got 'main': change or remove one of them"),
  );
});

test('fails when two ports of an instance have one number and protocol', () => {
  expect(() => newInstance({ port: 80, ports: [{ name: 'web', number: 80, protocol: TCP }] })).toThrow(
    new Error("[prod/api] ports[].number must be unique in its container, got '80/TCP': change or remove one of them"),
  );
});

test('ports of a further container need no name', () => {
  const instance = newInstance();
  instance.addContainer({ name: 'more', image: 'proxy:1', resources: LIMITS, ports: [{ number: 1 }, { number: 2 }] });
  expect(containerOf(instance, 'more').ports).toEqual([{ containerPort: 1 }, { containerPort: 2 }]);
});

test('fails when two ports of a further container have one number, and says which container', () => {
  expect(addContainer({ ports: [{ number: 80 }, { number: 80 }] })).toThrow(
    new Error(
      "[prod/api] containers['more'].ports[].number must be unique in its container, got '80/TCP': change or remove one of them",
    ),
  );
});

test.each(['A', '_a.B-9', '-x'])("'%s' is the name of a variable", (name) => {
  const env = { [name]: kplus.EnvValue.fromValue('1') };
  expect(containerOf(newInstance({ env })).env).toEqual([{ name, value: '1' }]);
});

test.each(['', '1A', 'A B', 'A=B'])("fails when a variable is called '%s'", (name) => {
  expect(() => newInstance({ env: { [name]: kplus.EnvValue.fromValue('1') } })).toThrow(
    new Error(
      "[prod/api] env must have names of letters, digits, '_', '-' and '.', the first no digit, got " +
        `'${name}': rename the variable`,
    ),
  );
});

test('fails when a variable of a further container has no name, and adds nothing', () => {
  const instance = newInstance();
  const stock = { name: 'more', image: 'proxy:1', resources: LIMITS };
  expectRefusal(
    instance,
    () => instance.addContainer({ ...stock, envVariables: { '1A': kplus.EnvValue.fromValue('1') } }),
    "[prod/api] containers['more'].env must have names of letters, digits, '_', '-' and '.', the first no digit, got '1A': " +
      'rename the variable',
  );
  instance.addContainer(stock); // the name is free
});

test.each(['app', './app', 'C:\\app', ' /app'])(
  "fails when a program would start in '%s', which no runtime takes",
  (workingDir) => {
    const error = `workingDir must be absolute, got '${workingDir}': start it with '/'`;
    expect(() => newInstance({ workingDir })).toThrow(new Error(`[prod/api] ${error}`));
    expect(addContainer({ workingDir })).toThrow(new Error(`[prod/api] containers['more'].${error}`));
  },
);
