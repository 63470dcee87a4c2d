# SPDX-FileCopyrightText: The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Two Debian packages: the server alone for a machine that only serves, the console with it for its local sandbox.
# Libraries are found by dpkg-shlibdeps; what is named here is what it cannot see: plugins, fonts and programs.
# Packing asks for what is installed, not for the tests.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME gatehouse)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "The Gatehouse authors <gatehouse@localhost>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_OUTPUT_FILE_PREFIX ${CMAKE_BINARY_DIR}/packages)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL console server)
set(CPACK_DEB_COMPONENT_INSTALL ON)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(CPACK_DEBIAN_CONSOLE_PACKAGE_NAME gatehouse)
set(CPACK_DEBIAN_CONSOLE_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_CONSOLE_PACKAGE_DEPENDS
    "gatehouse-server (= ${PROJECT_VERSION}), libqt6svg6, libqt6sql6-sqlite, fonts-inter, fonts-jetbrains-mono")
set(CPACK_DEBIAN_CONSOLE_PACKAGE_RECOMMENDS "libxcb-cursor0")
set(CPACK_COMPONENT_CONSOLE_DESCRIPTION "plugin governance console for Backstage portals
Review plugin versions with the evidence of the real package in view, edit the
registry and its configuration, and watch dashboards drawn from Prometheus.
Comes with a local sandbox that needs no account.")

set(CPACK_DEBIAN_SERVER_PACKAGE_NAME gatehouse-server)
set(CPACK_DEBIAN_SERVER_PACKAGE_SECTION net)
set(CPACK_DEBIAN_SERVER_PACKAGE_DEPENDS "libqt6sql6-sqlite")
set(CPACK_DEBIAN_SERVER_PACKAGE_RECOMMENDS "npm, prometheus")
set(CPACK_DEBIAN_SERVER_PACKAGE_SUGGESTS "libqt6sql6-psql")
set(CPACK_COMPONENT_SERVER_DESCRIPTION "reference backend for the Gatehouse console
Plugin registry, approval workflow, configuration, operations and audit over
HTTP, on SQLite, with a sandbox OpenID provider.")
include(CPack)
