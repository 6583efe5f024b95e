import { Chart } from 'cdk8s';
import {
  INetworkPolicyPeer,
  LabelExpression,
  Namespace,
  Namespaces,
  NetworkPolicyIpBlock,
  Pod,
  Pods,
} from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { Peer } from '../../lib/index';
import { testApp } from '../support/manifest';
import { rendered } from '../cluster/fixture';

const chart = (namespace?: string): Chart => new Chart(testApp(), 'other', { namespace });
const named = (name: string): object => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });

test('a block of cdk8s-plus is rendered with its exceptions', () => {
  const block = NetworkPolicyIpBlock.ipv4(chart(), 'Block', '10.0.0.0/8', ['10.1.0.0/16']);
  expect(rendered(Peer.of(block))).toEqual([{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }]);
});

test('a pod of cdk8s-plus is found in its namespace', () => {
  const pod = new Pod(chart('shop'), 'Pod', { containers: [{ image: 'web:1.0' }] });
  const podSelector = { matchLabels: { 'cdk8s.io/metadata.addr': pod.metadata.getLabel(Pod.ADDRESS_LABEL) } };
  expect(rendered(Peer.of(pod))).toEqual([{ podSelector, namespaceSelector: named('shop') }]);
});

test('pods of cdk8s-plus without a namespace are those of the own one', () => {
  const pods = Pods.select(chart(), 'Pods', { labels: { app: 'web' } });
  expect(rendered(Peer.of(pods))).toEqual([{ podSelector: { matchLabels: { app: 'web' } } }]);
});

test('pods of cdk8s-plus keep their expressions', () => {
  const pods = Pods.select(chart(), 'Pods', { expressions: [LabelExpression.exists('app')] });
  const podSelector = { matchExpressions: [{ key: 'app', operator: 'Exists' }] };
  expect(rendered(Peer.of(pods))).toEqual([{ podSelector }]);
});

test('a namespace of cdk8s-plus is found by its name', () => {
  const namespace = new Namespace(chart(), 'Namespace', { metadata: { name: 'shop' } });
  expect(rendered(Peer.of(namespace))).toEqual([{ podSelector: {}, namespaceSelector: named('shop') }]);
});

test('each of several namespaces of cdk8s-plus is a peer, and the own one needs no selector', () => {
  const namespaces = Namespaces.select(chart(), 'Some', { names: ['shop', 'prod'] });
  expect(rendered(Peer.of(namespaces))).toEqual([
    { podSelector: {}, namespaceSelector: named('shop') },
    { podSelector: {} },
  ]);
});

test('all namespaces of cdk8s-plus are those without a condition', () => {
  expect(rendered(Peer.of(Namespaces.all(chart(), 'All')))).toEqual([{ podSelector: {}, namespaceSelector: {} }]);
});

test('namespaces of cdk8s-plus are found by their labels', () => {
  const namespaces = Namespaces.select(chart(), 'Some', { labels: { team: 'shop' } });
  expect(rendered(Peer.of(namespaces))).toEqual([
    { podSelector: {}, namespaceSelector: { matchLabels: { team: 'shop' } } },
  ]);
});

test('a namespace that has both a name and conditions must meet all of them, the own one too', () => {
  const expressions = [LabelExpression.exists('team')];
  const namespaces = Namespaces.select(chart(), 'Some', { names: ['prod'], labels: { tier: 'web' }, expressions });
  const namespaceSelector = {
    matchLabels: { tier: 'web', 'kubernetes.io/metadata.name': 'prod' },
    matchExpressions: [{ key: 'team', operator: 'Exists' }],
  };
  expect(rendered(Peer.of(namespaces))).toEqual([{ podSelector: {}, namespaceSelector }]);
});

test('fails when cdk8s-plus would lose the labels of pods, as all of their values are empty', () => {
  const pods = Pods.select(chart(), 'Pods', { labels: { app: '' } });
  const message = 'Peer.of(other/Pods) must not have only empty label values: use Peer.pods';
  expect(() => Peer.of(pods)).toThrow(new Error(message));
});

test('fails when cdk8s-plus would lose the labels of namespaces, as all of their values are empty', () => {
  const namespaces = Namespaces.select(chart(), 'Some', { labels: { team: '' } });
  const message = 'Peer.of(other/Some) must not have only empty label values: use Peer.pods';
  expect(() => Peer.of(namespaces)).toThrow(new Error(message));
});

test('fails when it names no namespace, as a rule without peers lets everybody in', () => {
  const message = 'Peer.of(other/None) must name a namespace: give at least one';
  expect(() => Peer.of(Namespaces.select(chart(), 'None', { names: [] }))).toThrow(new Error(message));
});

test('fails when it selects nothing at all', () => {
  class Nobody extends Construct implements INetworkPolicyPeer {
    public toNetworkPolicyPeerConfig(): object {
      return {};
    }

    public toPodSelector(): undefined {
      return undefined;
    }
  }
  const message = 'Peer.of(other/Nobody) must select pods or a block of addresses: use Peer.pods or Peer.cidr';
  expect(() => Peer.of(new Nobody(chart(), 'Nobody'))).toThrow(new Error(message));
});
