"""The SDK's own ceiling: the same connector, its operations going into a sink that drops them."""

import os
import sys

from fivetran_connector_sdk_cli import runtime
from fivetran_connector_sdk_common import constants
from fivetran_connector_sdk_common.logger import Logging


class DroppingSink:
    def record(self, record):
        pass

    def checkpoint(self, checkpoint):
        pass


sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "connector"))
constants.DEBUGGING = True
Logging.LOG_LEVEL = Logging.Level.SEVERE
from connector import connector  # noqa: E402

connector.get_schema({})
runtime.install(DroppingSink())
connector.run_update({}, {})
