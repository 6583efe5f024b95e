import { MarApp } from '../lib';
import { prodUsEast } from './prod-us-east/app';

const app = new MarApp();
prodUsEast(app);
app.synth();
