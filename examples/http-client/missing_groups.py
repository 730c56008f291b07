"""Lists the stakeholder groups that no organization of an ecosystem represents, from a gateway. It needs only Python 3.

    python3 missing_groups.py http://127.0.0.1:4000/graphql my-town
"""

import json
import sys
import urllib.error
import urllib.request

QUERY = """
  query MissingGroups($slug: String!) {
    ecosystem(slug: $slug) {
      name
      sectorCoverage {
        missing {
          label
        }
      }
    }
  }
"""


def send(address, variables):
    """Returns the response of the gateway. A response with errors can have a status other than 200."""
    body = json.dumps({"query": QUERY, "variables": variables}).encode()
    try:
        request = urllib.request.Request(address, body, {"content-type": "application/json"})
        try:
            with urllib.request.urlopen(request) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            return json.load(error)
    except (OSError, ValueError) as error:
        sys.exit(f'No gateway answers at "{address}" ({error}). Check the address.')


def main(address, slug):
    result = send(address, {"slug": slug})
    ecosystem = (result.get("data") or {}).get("ecosystem")
    if ecosystem is None:
        messages = [error["message"] for error in result.get("errors", [])]
        sys.exit("\n".join(messages or [f'There is no ecosystem "{slug}".']))
    print(f"Missing in {ecosystem['name']}:")
    for group in ecosystem["sectorCoverage"]["missing"]:
        print(f"- {group['label']}")


if len(sys.argv) < 3:
    sys.exit("Usage: python3 missing_groups.py <address> <slug of an ecosystem>")
main(*sys.argv[1:3])
