// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace gatehouse {

//! Where a line of \a yaml begins with %, however the line before it was broken; -1 when none does.
//! Ask before handing a stranger's text to libfyaml: it never comes back from some broken
//! directives, and configuration needs none. Any thread.
qsizetype yamlDirective(QByteArrayView yaml);

} // namespace gatehouse
