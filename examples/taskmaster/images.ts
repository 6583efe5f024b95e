/** Where the programs of taskmaster come from. */
export interface Images {
  readonly frontend: string;
  readonly backend: string;
  readonly database: string;
}

export const IMAGES: Images = {
  frontend:
    'registry.example.com/nginx-unprivileged:1.27@sha256:5c40b3c27b9f13c873fefb2139765c56ce97fd50230f1f2d5c91e55dec171907',
  backend:
    'registry.example.com/taskmaster:1.4.2@sha256:17e67d7b9890c99b055ba31593bd8d84d7d5fb5a6f3b6b5d1f9bb2b5f4f0a7c1',
  database:
    'registry.example.com/postgres:15.8@sha256:9f1b2b5f4f0a7c117e67d7b9890c99b055ba31593bd8d84d7d5fb5a6f3b6b5d1',
};
