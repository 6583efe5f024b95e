import { renderChart } from './helm';
import { Options } from './options';
import { Probe, taskProbe } from './probe';
import { runTask } from './process';
import { Sample, Series } from './series';

/** What is run of each size. `helm` is the program, if there is one; its charts are in `charts`. */
export function fleetProbes(options: Options, helm: string | undefined, charts: string): Probe[] {
  const { subjects } = options;
  return options.sizes.flatMap((size) => {
    const mar: Series = { subject: 'cdk8s-mar', of: size, samples: [] };
    return [
      ...(subjects.includes('mar') ? [taskProbe(mar, 'synth', 'mar', size)] : []),
      ...(subjects.includes('cdk8s') ? [stockProbe(mar, size, options.stockLimit)] : []),
      ...(subjects.includes('helm') ? [helmProbe(mar, size, helm, charts)] : []),
      ...(subjects.includes('floor') ? [floorProbe(size)] : []),
    ];
  });
}

function stockProbe(mar: Series, size: number, limit: number): Probe {
  const stock: Series = { subject: 'cdk8s', of: size, samples: [], against: mar };
  return size > limit ? { series: [stock] } : taskProbe(stock, 'synth', 'cdk8s', size);
}

function helmProbe(mar: Series, size: number, helm: string | undefined, charts: string): Probe {
  const series: Series[] = [{ subject: 'helm template', of: size, samples: [], against: mar }];
  return helm === undefined ? { series } : { series, run: (folder) => [renderChart(helm, charts, size, folder)] };
}

/** Texts of the same objects, by what is fastest at it and by the library, in one process. */
function floorProbe(size: number): Probe {
  const json: Series = { subject: 'JSON.stringify', of: size, samples: [] };
  const yaml: Series = { subject: 'writing YAML', of: size, samples: [], against: json, by: 'phase' };
  return {
    series: [json, yaml],
    run: (folder) => JSON.parse(runTask(folder, 'floor', folder, size).stdout) as Sample[],
  };
}
