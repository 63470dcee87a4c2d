// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <spdlog/spdlog.h>

//! Log categories, one per subsystem. A line never carries a token, a code, a body or a secret.
//! Usage: `log::to(log::Net)->warn("{} failed: {}", route, describe(error));`
namespace gatehouse::log {

enum Category { App, Net, Auth, Sync, Storage, Http, Sql, Npm, Workflow, Config, Insights, Sandbox };

//! The logger of one category. Any thread. Registered on first use, writes to stderr.
std::shared_ptr<spdlog::logger> to(Category category);
//! For every category; default is warnings and worse.
void setLevel(spdlog::level::level_enum level);

} // namespace gatehouse::log

//! Lets spdlog format a QString.
template <>
struct fmt::formatter<QString> : fmt::formatter<std::string>
{
    template <typename Context>
    auto format(const QString &text, Context &context) const
    {
        return fmt::formatter<std::string>::format(text.toStdString(), context);
    }
};
