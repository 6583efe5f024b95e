import { App } from 'cdk8s';
import { organisation } from '../../examples/organisation/app';
import { prodUsEast } from '../../examples/prod-us-east/app';
import { taskmaster } from '../../examples/taskmaster/app';

/** By the names of their folders. */
export const EXAMPLES: { readonly [name: string]: (app: App) => void } = {
  organisation,
  'prod-us-east': prodUsEast,
  taskmaster: (app) => taskmaster(app),
};
