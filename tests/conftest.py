"""Lets pure tests import our modules where pytest-odoo is switched off."""


def pytest_configure(config):
    if config.pluginmanager.hasplugin("odoo"):
        return
    import odoo.modules
    import odoo.tools

    odoo.tools.config.parse_config([], setup_logging=False)
    odoo.modules.initialize_sys_path()
