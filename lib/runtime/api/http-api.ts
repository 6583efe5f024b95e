import { KubeApi, Page, Preconditions, Selection, WatchEvent, WriteOptions } from './api';
import { isObject, removeNulls, StatusResponse, toList, toObject, toStatus } from './parse-response';
import { ApiError, RequestInfo } from './errors';
import { Http, HttpRequest } from './http';
import { KubeObject } from '../object/kube';
import { readFirst, MAX_ERROR } from './read-chunks';
import { Resource } from '../object/resource';

/** Maximum number of objects on a page. */
const PAGE_SIZE = 500;

/**
 * Maximum number of pages of a list. A server that sends more than five million objects does not work correctly, and they
 * would not fit into memory.
 */
const MAX_PAGES = 10_000;

/** Time in seconds after which the server ends a watch. The next watch continues from there. */
const WATCH_SECONDS = 300;

/** Field manager of all writes, as shown in `metadata.managedFields`. */
const FIELD_MANAGER = 'cdk8s-mar';

type QueryParameters = Readonly<Record<string, string | number | undefined>>;

/**
 * KubeApi over HTTP. Keeps the JSON of the server as received, so that a write loses no field that this version does not
 * know.
 */
export class HttpApi implements KubeApi {
  constructor(
    private readonly http: Http,
    private readonly signal?: AbortSignal,
    private readonly maxPages = MAX_PAGES,
  ) {}

  public withSignal(signal: AbortSignal): KubeApi {
    return new HttpApi(this.http, signal, this.maxPages);
  }

  public async get<T extends KubeObject>(
    resource: Resource<T>,
    namespace: string | undefined,
    name: string,
  ): Promise<T | undefined> {
    const asked = { verb: 'get', resource: resource.name, namespace, name };
    const path = formatPath(resource, namespace, name);
    return this.sendObject(resource, asked, { method: 'GET', path }).catch((error: unknown) => {
      if (error instanceof ApiError && error.status === 404) return undefined;
      throw error;
    });
  }

  public async *listPages<T extends KubeObject>(
    resource: Resource<T>,
    selection: Selection,
    at?: string,
  ): AsyncGenerator<Page<T>> {
    const exactly = at === undefined || at === '' ? {} : { resourceVersion: at, resourceVersionMatch: 'Exact' };
    const asked = { verb: 'list', resource: resource.name, namespace: selection.namespace };
    const seen = new Set<string | undefined>();
    let next: string | undefined;
    do {
      if (seen.has(next) || seen.size === this.maxPages)
        throw this.http.unusableError('has no end of its list', 'check the address');
      seen.add(next);
      const from = next === undefined ? exactly : { continue: next }; // the token contains the version
      const query = { ...toSelectorParameters(selection), limit: PAGE_SIZE, ...from };
      const path = `${formatPath(resource, selection.namespace)}${formatQuery(query)}`;
      const list = toList(resource, await this.send(asked, { method: 'GET', path }));
      if (list === undefined) throw this.http.unreachableError(new Error('it answers with no list'));
      const { items, metadata } = list;
      yield { items, resourceVersion: metadata.resourceVersion ?? '' };
      next = metadata.continue;
    } while (next !== undefined);
  }

  public create<T extends KubeObject>(resource: Resource<T>, object: T, options: WriteOptions): Promise<T> {
    const { namespace, name } = object.metadata;
    const path = `${formatPath(resource, namespace)}${formatWriteQuery(options)}`;
    return this.sendObject(
      resource,
      { verb: 'create', resource: resource.name, namespace, name },
      { method: 'POST', path, body: object },
    );
  }

  public replace<T extends KubeObject>(resource: Resource<T>, object: T, options: WriteOptions): Promise<T> {
    return this.write('update', 'PUT', resource, object, object, options);
  }

  public patch<T extends KubeObject>(
    resource: Resource<T>,
    object: T,
    patch: object,
    options: WriteOptions,
  ): Promise<T> {
    return this.write('patch', 'PATCH', resource, object, patch, options, 'application/merge-patch+json');
  }

  public async delete(
    resource: Resource,
    object: KubeObject,
    preconditions: Preconditions,
    { dryRun = false }: WriteOptions,
  ): Promise<void> {
    const body = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions, ...(dryRun ? { dryRun: ['All'] } : {}) };
    const { namespace, name } = object.metadata;
    const asked = { verb: 'delete', resource: resource.name, namespace, name };
    await this.send(asked, { method: 'DELETE', path: formatPath(resource, namespace, name), body });
  }

  public async *watch<T extends KubeObject>(
    resource: Resource<T>,
    selection: Selection,
    resourceVersion: string,
    signal: AbortSignal,
  ): AsyncGenerator<WatchEvent<T>> {
    const asked = { verb: 'watch', resource: resource.name, namespace: selection.namespace };
    const from = { watch: 'true', resourceVersion, allowWatchBookmarks: 'true', timeoutSeconds: WATCH_SECONDS };
    const path = `${formatPath(resource, selection.namespace)}${formatQuery({ ...toSelectorParameters(selection), ...from })}`;
    try {
      const { status, text } = await this.http.stream({ method: 'GET', path, signal });
      if (status !== 200) throw parseApiError(status, await readFirst(text, MAX_ERROR), asked);
      for await (const line of this.http.readLines(text)) {
        const event = toWatchEvent(resource, this.parseJson(line), asked);
        if (event !== undefined) yield event;
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  private write<T extends KubeObject>(
    verb: string,
    method: string,
    resource: Resource<T>,
    { metadata: { namespace, name } }: KubeObject,
    body: object,
    options: WriteOptions,
    contentType?: string,
  ): Promise<T> {
    const path = `${formatPath(resource, namespace, name)}${formatWriteQuery(options)}`;
    const asked = { verb, resource: resource.name, namespace, name };
    return this.sendObject(resource, asked, { method, path, body, contentType });
  }

  private async sendObject<T extends KubeObject>(
    resource: Resource<T>,
    asked: RequestInfo,
    request: HttpRequest,
  ): Promise<T> {
    const object = toObject(resource, removeNulls(await this.send(asked, request)));
    if (object === undefined) throw this.http.unreachableError(new Error('it answers with no object'));
    return object;
  }

  private async send(asked: RequestInfo, request: HttpRequest): Promise<unknown> {
    const { status, body } = await this.http.send({ ...request, signal: this.signal });
    if (status >= 200 && status < 300) return this.parseJson(body);
    throw parseApiError(status, body, asked);
  }

  /**
   * Parses the JSON of a response.
   *
   * @throws MarRuntimeError `Unreachable` if `text` is not JSON: the sender is not an API server, or the response was cut
   * off
   */
  private parseJson(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch (error) {
      throw this.http.unreachableError(new Error(`it answers in no JSON: ${text.slice(0, 60)}`, { cause: error }));
    }
  }
}

function formatPath({ base, plural }: Resource, namespace?: string, name?: string): string {
  const segments = [
    ...(namespace === undefined ? [] : ['namespaces', namespace]),
    plural,
    ...(name === undefined ? [] : [name]),
  ];
  return [base, ...segments.map(encodeURIComponent)].join('/');
}

function toSelectorParameters({ labels, fields }: Selection): QueryParameters {
  return { labelSelector: labels, fieldSelector: fields };
}

function formatWriteQuery({ dryRun = false }: WriteOptions): string {
  return formatQuery({ fieldManager: FIELD_MANAGER, dryRun: dryRun ? 'All' : undefined });
}

function formatQuery(query: QueryParameters): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return `?${new URLSearchParams(given.map(([key, value]): [string, string] => [key, String(value)])).toString()}`;
}

const CHANGE_TYPES: readonly unknown[] = ['ADDED', 'MODIFIED', 'DELETED'] satisfies WatchEvent<never>['type'][];

/**
 * Returns the watch event, or undefined if `answer` is not an event with an object.
 *
 * @throws ApiError if the server sends an event of the type ERROR
 */
function toWatchEvent<T extends KubeObject>(
  resource: Resource<T>,
  answer: unknown,
  asked: RequestInfo,
): WatchEvent<T> | undefined {
  if (!isObject(answer)) return undefined;
  const { type, object } = removeNulls(answer);
  if (type === 'ERROR') throw toApiError(DEFAULT_ERROR_STATUS, toStatus(object), asked);
  if (type === 'BOOKMARK' && isObject(object) && isObject(object.metadata))
    return { type, object: object as unknown as T };
  const changed = toObject(resource, object);
  if (changed === undefined || !CHANGE_TYPES.includes(type)) return undefined;
  return { type: type as WatchEvent<T>['type'], object: changed };
}

/** HTTP status of an ERROR event that has no code. */
const DEFAULT_ERROR_STATUS = 500;

function parseApiError(status: number, body: string, asked: RequestInfo): ApiError {
  return toApiError(status, { ...parseStatus(body), code: status }, asked);
}

function toApiError(
  unknown: number,
  { code = unknown, reason, message }: StatusResponse,
  asked: RequestInfo,
): ApiError {
  return new ApiError(code, reason, message ?? `the server answered ${code}`, asked);
}

/**
 * Parses the body of an error response. If the body is not JSON, as from a proxy, returns its first 200 characters as the
 * message.
 */
function parseStatus(body: string): StatusResponse {
  try {
    return toStatus(JSON.parse(body));
  } catch {
    return { reason: '', message: body.trim().slice(0, 200) || undefined };
  }
}
