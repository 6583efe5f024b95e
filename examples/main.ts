import { MarApp } from '../lib';
import { organisation } from './organisation/app';
import { prodUsEast } from './prod-us-east/app';
import { taskmaster } from './taskmaster/app';

const app = new MarApp();
prodUsEast(app);
taskmaster(app);
organisation(app);
app.synth();
