import { IMAGE_TAG } from '../../../../lib/check/rules/practice/image-tag';
import { foundOf } from '../found';
import { containing, named } from '../objects';

describe('images', () => {
  test.each(['app:1', 'localhost:5000/app:v1', 'app@sha256:00', 'app:latest@sha256:00', ''])(
    '%j has a version',
    (image) => {
      expect(foundOf(IMAGE_TAG, named('Pod', 'web', containing({ image })))).toEqual([]);
    },
  );

  test.each(['app', 'app:latest', 'localhost:5000/app', 'localhost:5000/app:latest'])('%j has no version', (image) => {
    expect(foundOf(IMAGE_TAG, named('Pod', 'web', containing({ image })))).toEqual([
      `web: spec.containers['app'].image '${image}'`,
    ]);
  });

  test('are those of containers for the start too, and need not be there', () => {
    const spec = {
      initContainers: [{ name: 'i', image: 'app' }],
      containers: [{ name: 'a' }, { name: 'b', image: 1 }],
    };
    expect(foundOf(IMAGE_TAG, named('Pod', 'web', spec))).toEqual(["web: spec.initContainers['i'].image 'app'"]);
  });
});
