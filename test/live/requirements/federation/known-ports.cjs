// Apollo's compatibility tests ask the router at one port of theirs: here it is at any.
const client = require('@apollo/federation-subgraph-compatibility-tests/dist/utils/client.js');
client.ROUTER_URL = process.env.ROUTER_URL;
