import { BlockList } from 'node:net';
import { Peer, PeerCidrOptions, PeerPodsOptions } from '../../lib/index';
import { frozen } from '../support/manifest';
import { rendered } from '../cluster/fixture';

describe('a block of addresses', () => {
  test('is rendered as given', () => {
    expect(rendered(Peer.cidr('2001:db8::/32'))).toEqual([{ ipBlock: { cidr: '2001:db8::/32' } }]);
  });

  test('is rendered with every option', () => {
    const options: Required<PeerCidrOptions> = { except: ['10.1.0.0/16', '10.2.3.4/32'] };
    const ipBlock = { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '10.2.3.4/32'] };
    expect(rendered(Peer.cidr('10.0.0.0/8', frozen(options)))).toEqual([{ ipBlock }]);
  });

  test('has no field for exceptions where the list of them is empty, as the API server leaves it out', () => {
    expect(rendered(Peer.cidr('10.0.0.0/8', { except: [] }))).toEqual([{ ipBlock: { cidr: '10.0.0.0/8' } }]);
  });

  test('is as it was checked, though the array of exceptions changes later', () => {
    const except = ['10.1.0.0/16'];
    const peer = Peer.cidr('10.0.0.0/8', { except });
    except.push('192.168.0.0/16');
    expect(rendered(peer)).toEqual([{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }]);
  });

  test.each(['10.0/8', '10.0.0.1/8', '10.0.0.0', '::ffff:10.0.0.0/104', ''])(
    "fails when it is written '%s'",
    (cidr) => {
      expect(() => Peer.cidr(cidr)).toThrow(
        new Error(
          `Peer.cidr('${cidr}') must be a block such as 10.0.0.0/8, with no bits set beyond the prefix: correct the block`,
        ),
      );
    },
  );

  test.each([
    ['no block', '10.1.0.0'],
    ['outside of it', '192.168.0.0/16'],
    ['the block itself', '10.0.0.0/8'],
    ['larger', '0.0.0.0/0'],
    ['of the other version', '::/64'],
  ])('fails when an exception is %s', (_, except) => {
    expect(() => Peer.cidr('10.0.0.0/8', { except: ['10.1.0.0/16', except] })).toThrow(
      new Error(`Peer.cidr('10.0.0.0/8') must contain its exception '${except}' and be larger: correct the exception`),
    );
  });
});

describe('the internet', () => {
  const blocks: { ipBlock: { cidr: string; except: string[] } }[] = rendered(Peer.internet());

  const familyOf = (address: string): 'ipv4' | 'ipv6' => (address.includes(':') ? 'ipv6' : 'ipv4');

  function contains(cidr: string, address: string): boolean {
    const [first = '', prefix] = cidr.split('/');
    const list = new BlockList();
    list.addSubnet(first, Number(prefix), familyOf(first));
    return familyOf(first) === familyOf(address) && list.check(address, familyOf(address));
  }

  const reaches = (address: string): boolean =>
    blocks.some(({ ipBlock }) => {
      return contains(ipBlock.cidr, address) && !ipBlock.except.some((block) => contains(block, address));
    });

  test.each([
    '1.1.1.1',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '168.63.129.15',
    '168.63.129.17',
    '169.253.255.255',
    '172.15.255.255',
    '172.32.0.0',
    '192.167.255.255',
    '2001:4860:4860::8888',
    '2606:4700::1',
  ])('has the public address %s', (address) => {
    expect(reaches(address)).toBe(true);
  });

  test.each([
    ['0.0.0.0', 'this network'],
    ['10.255.255.255', 'private use'],
    ['100.100.100.200', 'the metadata of Alibaba Cloud'],
    ['127.0.0.1', 'loopback'],
    ['168.63.129.16', 'the host in Azure'],
    ['169.254.169.254', 'the metadata of most clouds'],
    ['192.0.0.192', 'protocol assignments'],
    ['198.19.0.1', 'benchmarks'],
    ['255.255.255.255', 'broadcast'],
    ['64:ff9b::a00:1', 'a translation to a private address'],
    ['172.16.0.0', 'private use'],
    ['172.31.255.255', 'private use'],
    ['192.168.1.1', 'private use'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['64:ff9b:1::a00:1', 'translation to private IPv4'],
    ['fd00:ec2::254', 'the metadata of AWS'],
    ['fc00::1', 'unique local'],
    ['fe80::1', 'link-local'],
    ['febf::1', 'link-local'],
  ])('does not have %s, as it is %s', (address) => {
    expect(reaches(address)).toBe(false);
  });
});

describe('pods by their labels', () => {
  test('are those of any namespace if nothing is said', () => {
    expect(rendered(Peer.pods({}))).toEqual([{ podSelector: {}, namespaceSelector: {} }]);
  });

  test('are rendered with every option', () => {
    const options: Required<PeerPodsOptions> = { podLabels: { app: 'web' }, namespaceLabels: { team: 'shop' } };
    expect(rendered(Peer.pods(frozen(options)))).toEqual([
      { podSelector: { matchLabels: { app: 'web' } }, namespaceSelector: { matchLabels: { team: 'shop' } } },
    ]);
  });

  test('are as they were checked, though the labels change later', () => {
    const podLabels: Record<string, string> = { app: 'web' };
    const peer = Peer.pods({ podLabels });
    podLabels.app = 'no value!';
    expect(rendered(peer)).toEqual([{ podSelector: { matchLabels: { app: 'web' } }, namespaceSelector: {} }]);
  });

  test('are all of the namespaces that have the labels', () => {
    expect(rendered(Peer.namespaces(frozen({ team: 'shop' })))).toEqual([
      { podSelector: {}, namespaceSelector: { matchLabels: { team: 'shop' } } },
    ]);
  });

  test('fails when namespaces are selected by no label', () => {
    expect(() => Peer.namespaces({})).toThrow(
      new Error('Peer.namespaces({}) must have a label: use Peer.pods({}) for all pods of all namespaces'),
    );
  });

  test.each(['podLabels', 'namespaceLabels'])('fails when %s of a peer are not valid', (prop) => {
    expect(() => Peer.pods({ [prop]: { app: 'a b' } })).toThrow(
      new Error(
        `[Peer.pods] ${prop}['app'] must be a label value (at most 63 of letters, digits, '-', '_' and '.', first and last ` +
          "one a letter or digit), got 'a b': shorten it, or make it an annotation",
      ),
    );
  });
});
