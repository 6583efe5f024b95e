import { MarClusterProps } from '../../lib/index';
import { VERSION_ANNOTATION } from '../../lib/internal/version';
import { cluster } from '../cluster/fixture';
import { only } from '../support/manifest';

const annotationsOf = (props: MarClusterProps): unknown => only(cluster(props), 'Namespace').metadata.annotations;

test('the Namespace shows for reviewers which Secrets are allowed, and why, in an order of names', () => {
  const allowLiteralSecrets = { web: 'a public key', demo: 'no secret at all' };
  const annotations = { 'example.com/owner': 'shop' };
  const shown = { 'literal-secrets': 'demo: no secret at all; web: a public key', ...VERSION_ANNOTATION };
  expect(annotationsOf({ allowLiteralSecrets })).toEqual(shown);
  expect(annotationsOf({ allowLiteralSecrets, annotations })).toEqual({ ...annotations, ...shown });
});

test.each([undefined, {}])('the Namespace shows nothing when the Secrets allowed are %j', (allowLiteralSecrets) => {
  expect(annotationsOf({ allowLiteralSecrets })).toEqual(VERSION_ANNOTATION);
});
