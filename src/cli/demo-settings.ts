/** What the demo's config says beside its sources: what comparisons need to know, as a team would write it down. */
export const demoSettings = {
  compute: {
    currency: 'EUR',
    prices: [
      { gpu: '*H100*', perGpuHour: 3.4 },
      { gpu: '*A100*', perGpuHour: 2.1 },
      { gpu: '*', perGpuHour: 0.6 },
    ],
    watts: [
      { gpu: '*H100*', watts: 700 },
      { gpu: '*A100*', watts: 400 },
      { gpu: '*', watts: 350 },
    ],
    pue: 1.2,
    gridKgPerKwh: 0.35,
    keys: { gpuCount: ['params.n_gpus'] },
  },
  conventions: [
    {
      projects: ['robots/fruit-counting'],
      name: '{model}_w{width:\\d+}_lr{lr}_seed{seed:\\d+}',
      require: { params: ['lr'], seed: true, git: true },
    },
  ],
};
