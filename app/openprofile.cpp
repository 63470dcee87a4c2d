// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/openprofile.h"

#include "app/keeping.h"
#include "app/personsession.h"
#include "core/base/async.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

OpenProfile::OpenProfile(PersonSession &person, const UiState &state, QString directory, QObject *parent)
    : QObject(parent)
    , m_person(person)
    , m_state(state)
    , m_directory(std::move(directory))
{
}

OpenProfile::~OpenProfile() = default;

void OpenProfile::open(const Profile &profile, const Then &then, const std::function<void()> &locked)
{
    m_profile = profile;
    m_data = std::make_unique<ProfileData>(profile.id, m_person.keyPlace(profile), m_directory);
    connect(m_data.get(), &ProfileData::told, this, &OpenProfile::told);
    deliver(m_data->open(), this, m_opening.only([this, then, locked](const Status &opened) {
        if (opened)
            fill(then);
        else
            locked();
    }));
}

void OpenProfile::fill(const Then &then)
{
    m_workspace = std::make_unique<Workspace>(
        m_person.session(), m_person.clock(), m_data->rows(), m_person.keyPlace(*m_profile), m_profile->id);
    restoreKeeping(*m_workspace, m_state);
    deliver(m_workspace->restore(), this, m_opening.only(then));
}

void OpenProfile::hold(const Profile &profile)
{
    if (!m_data)
        m_data = std::make_unique<ProfileData>(profile.id, m_person.keyPlace(profile), m_directory);
    m_profile = profile;
}

void OpenProfile::close()
{
    m_opening.supersede();
    m_shown = false;
    m_profile.reset();
    Q_EMIT closing();
    m_workspace.reset();
    m_data.reset();
}

QString OpenProfile::storeOf(const Profile &profile) const
{
    return m_directory + u'/' + profile.id;
}

} // namespace gatehouse
