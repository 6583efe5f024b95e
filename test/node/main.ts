import { MarApp } from '../../lib';
import { taskmaster } from '../../examples/taskmaster/app';

/** Taskmaster from images that a node has already which reaches no registry. */
const app = new MarApp();
taskmaster(app, {
  frontend: 'docker.io/nginxinc/nginx-unprivileged:1.27',
  backend: 'docker.io/mar-test/backend:1',
  database: 'docker.io/library/postgres:15',
});
app.synth();
